"""The forms of time worked: what is typed becomes minutes of a day."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hdportal.desk.actions.time_worked import Worked
from hdportal.desk.domain.time_worked import read_minutes
from hdportal.privacy import door
from hdportal.privacy.door import CleanText, PatientDataFound
from hdportal.web.render import translated

LONGEST_NOTE = 200
# What a date field of a browser sends, and what people type where it has none.
_DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]
_NO_DAY = _("Enter a day such as 24/11/2026.")
_NO_TIME = _("Enter the time in whole minutes, such as 1:30, 90, 1h30 or 1,5 h.")


class WorkedForm(forms.Form):
    """How long somebody worked, on which day, and on what."""

    minutes = forms.CharField(max_length=40, error_messages={"required": _NO_TIME})
    day = forms.DateField(
        input_formats=_DAYS, error_messages={"required": _NO_DAY, "invalid": _NO_DAY}
    )
    note = forms.CharField(required=False, max_length=LONGEST_NOTE)

    def clean_minutes(self) -> int:
        minutes = read_minutes(self.cleaned_data["minutes"])
        if minutes is None:
            raise forms.ValidationError(_NO_TIME)
        return minutes

    def clean_note(self) -> CleanText | None:
        note = self.cleaned_data["note"]
        try:
            return door.clean(note) if note else None
        except PatientDataFound as error:
            raise forms.ValidationError(translated(error)) from None

    @property
    def worked(self) -> Worked:
        """The answers of a valid form."""
        given = self.cleaned_data
        return Worked(given["day"], given["minutes"], given["note"])
