"""What somebody of the desk is told by mail: a part of the profile."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hdportal.desk.actions import staff_notices
from hdportal.desk.domain import policy
from hdportal.desk.queries.groups import active_groups
from hdportal.desk.queries.staff_mail import choices_of
from hdportal.desk.staff_mail_forms import StaffMailForm
from hdportal.web.render import render_page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def desk_mail(request: HttpRequest) -> HttpResponse:
    """Show and keep the choices; htmx takes the part that stands in the profile."""
    policy.may_work_here(request.user.actor).or_raise()
    form = StaffMailForm(
        request.POST if request.method == "POST" else None,
        groups=list(active_groups()),
        choices=choices_of(request.user),
    )
    if form.is_valid():
        staff_notices.choose(by=request.user, own=form.own, about=form.about)
        return redirect(f"{reverse('desk-mail')}?done=saved#desk-mail")
    return render_page(
        request,
        page="desk/desk_mail.html",
        partial="desk/_desk_mail.html",
        context={"form": form, "is_saved": request.GET.get("done") == "saved"},
        status=422 if form.is_bound else 200,
    )
