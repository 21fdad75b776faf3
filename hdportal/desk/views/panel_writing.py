"""The form in a panel: as it was typed, or from where its writer left it."""

from dataclasses import replace

from django.http import HttpRequest

from hdportal.accounts.kept import take_kept
from hdportal.desk.views.typed import first_of_each, welcome_back
from hdportal.intake import forms
from hdportal.intake import writing as writings
from hdportal.intake.models import FormVersion
from hdportal.intake.writing import DRAFT_PARAMETER, Writing


def opened(
    request: HttpRequest, version: FormVersion, purpose: str
) -> tuple[Writing, str]:
    """Return the form with what its writer had typed before, and what to say of it."""
    kept = first_of_each(take_kept(request))
    writing = writings.opened(request, version=version, purpose=purpose, kept=kept)
    if not kept and DRAFT_PARAMETER not in request.GET:
        writing = _gone_on_with(writing)
    return writing, welcome_back(kept)


def _gone_on_with(writing: Writing) -> Writing:
    # The panel opens on request and for one thing only, so nobody need be asked first.
    draft = writing.offered
    if draft is None:
        return writing
    form = forms.blank(writing.form.version, draft.values)
    return replace(
        writing, form=form, draft_token=draft.token, continued=draft, offered=None
    )
