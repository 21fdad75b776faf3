"""People and their roles, for administrators."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from hdportal.accounts import queries
from hdportal.accounts.actions import invitations, roles
from hdportal.accounts.actions import people as people_actions
from hdportal.accounts.domain import policy
from hdportal.accounts.forms.people import GrantForm, InviteForm, MoveForm
from hdportal.accounts.models import RoleAssignment, User
from hdportal.accounts.presenters import person_row
from hdportal.accounts.views.gate import for_administrators, key_after
from hdportal.kernel.actor import Role
from hdportal.web.render import render_page, translated


@require_safe
@for_administrators
def people(request: HttpRequest) -> HttpResponse:
    """List people by last name, or those who match a search."""
    search = request.GET.get("q", "").strip()[:100]
    page = queries.people(search=search, after=key_after(request))
    next_query = urlencode({"q": search, "after": page.next_after})
    return render_page(
        request,
        page="accounts/people.html",
        context={
            "rows": [person_row(user) for user in page.people],
            "search": search,
            "first_href": f"?{urlencode({'q': search})}"
            if "after" in request.GET
            else None,
            "next_href": f"?{next_query}" if page.next_after else None,
        },
    )


@require_http_methods(["GET", "POST"])
@for_administrators
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody."""
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        user = invitations.invite(roles=form.grants(), by=request.user, **form.names())
        sentence = _("The invitation is on its way to %(email)s.")
        messages.success(request, sentence % {"email": user.email})
        return redirect("person", pk=user.pk)
    return render_page(
        request,
        page="accounts/invite.html",
        context={"form": form},
        status=422 if form.is_bound else 200,
    )


@require_safe
@for_administrators
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a person, with what an administrator can do."""
    return _person_page(request, pk)


@require_POST
@for_administrators
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a role."""
    form = GrantForm(request.POST)
    if not form.is_valid():
        return _person_page(request, pk, grant_form=form)
    user = get_object_or_404(User, pk=pk)
    role = Role(form.cleaned_data["role"])
    roles.grant(user=user, role=role, scope=form.cleaned_data["scope"], by=request.user)
    return _done(request, pk, _("The role is given."))


@require_POST
@for_administrators
def revoke(request: HttpRequest, pk: int, assignment_pk: int) -> HttpResponse:
    """Take a role away."""
    assignment = get_object_or_404(RoleAssignment, pk=assignment_pk, user_id=pk)
    roles.revoke(assignment=assignment, by=request.user)
    return _done(request, pk, _("The role is taken away."))


@require_POST
@for_administrators
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Give another organisation."""
    form = MoveForm(request.POST)
    if not form.is_valid():
        return _person_page(request, pk, move_form=form)
    user = get_object_or_404(User, pk=pk)
    people_actions.move(user=user, by=request.user, **form.cleaned_data)
    return _done(request, pk, _("The organisation is changed."))


@require_POST
@for_administrators
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the account."""
    user = get_object_or_404(User, pk=pk)
    people_actions.deactivate(user=user, by=request.user)
    return _done(request, pk, _("The account is closed."))


@require_POST
@for_administrators
def reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the account again."""
    user = get_object_or_404(User, pk=pk)
    people_actions.reactivate(user=user, by=request.user)
    return _done(request, pk, _("The account is open again."))


def _done(request: HttpRequest, pk: int, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect(reverse("person", args=[pk]))


def _person_page(
    request: HttpRequest,
    pk: int,
    grant_form: GrantForm | None = None,
    move_form: MoveForm | None = None,
) -> HttpResponse:
    user = get_object_or_404(User.objects.select_related("organisation"), pk=pk)
    may_close = policy.may_deactivate(request.user.actor, person_id=pk)
    return render_page(
        request,
        page="accounts/person.html",
        context={
            "person": user,
            "row": person_row(user),
            "grant_form": grant_form or GrantForm(),
            "move_form": move_form
            or MoveForm(initial={"organisation": user.organisation_id}),
            "close_refusal": translated(may_close),
        },
        status=422 if grant_form or move_form else 200,
    )
