"""What somebody typed, on its way through a page."""

from collections.abc import Mapping

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hdportal.accounts.kept import answer_with_sign_in
from hdportal.privacy import door

LEFT_BEHIND = "files_left_behind"


def masked(text: str) -> str:
    """Return a text with national numbers masked, as it may be kept."""
    return str(door.masked(text))


def first_of_each(fields: Mapping[str, list[str]] | None) -> dict[str, str]:
    """Return the first value of each posted field."""
    return {name: values[0] for name, values in (fields or {}).items() if values}


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """Return the sign-in page; what was posted is kept and comes back after it.

    Of files only the names come along: nothing of an unknown person is stored.
    """
    if request.method != "POST":
        return redirect_to_login(request.get_full_path())
    names = [file.name for files in request.FILES.lists() for file in files[1]]
    if names:
        posted = request.POST.copy()
        posted[LEFT_BEHIND] = ", ".join(names)
        request.POST = posted
    return answer_with_sign_in(request, clean=masked)


def welcome_back(kept: Mapping[str, str]) -> str:
    """Return what to say to somebody whose words came along through signing in."""
    if not kept:
        return ""
    if names := kept.get(LEFT_BEHIND):
        text = _(
            "You are signed in again. What you typed is here. Add these files once "
            "more: %(names)s"
        )
        return text % {"names": names}
    return _("You are signed in again. What you typed is here.")
