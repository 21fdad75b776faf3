"""A person's own profile."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hdportal.accounts.actions import profiles
from hdportal.accounts.domain import policy
from hdportal.accounts.domain.mail_choice import MAIL_CHOICE_HELP
from hdportal.accounts.forms.profile import ProfileForm
from hdportal.web.render import render_page, translated
from hdportal.web.views import safe_next


@login_required
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Show and keep the profile; the first time, go on to where one was going."""
    user = request.user
    is_first_time = user.profile_completed_at is None
    sent = request.POST if request.method == "POST" else None
    form = ProfileForm(sent, user=user)
    if form.is_valid():
        profiles.save(by=user, **form.cleaned_data)
        if is_first_time:
            return redirect(safe_next(request))
        with translation.override(form.cleaned_data["language"]):
            messages.success(request, _("Your profile is saved."))
        return redirect(safe_next(request, reverse("profile")))
    verdict = policy.may_choose_organisation(user.actor, is_first_time=is_first_time)
    context: dict[str, object] = {
        "form": form,
        "next": safe_next(request, ""),
        "is_first_time": is_first_time,
        "organisation": user.organisation,
        "organisation_reason": translated(verdict),
        "email": user.email,
        "is_desk": user.actor.is_desk and not is_first_time,
        "mail_help": {choice: _(help) for choice, help in MAIL_CHOICE_HELP.items()},
    }
    return render_page(
        request,
        page="accounts/profile.html",
        context=context,
        status=422 if form.is_bound else 200,
    )
