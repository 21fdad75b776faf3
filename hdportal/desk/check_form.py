"""The form that records a step of the procedure."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hdportal.desk.domain.sop import Activity
from hdportal.privacy import door
from hdportal.privacy.door import CleanText, PatientDataFound
from hdportal.web.render import translated

LONGEST_REMARK = 500


class CheckForm(forms.Form):
    """What came out of a step, and a remark for the desk."""

    outcome = forms.CharField(
        error_messages={"required": _("Choose what came out of it.")}
    )
    remark = forms.CharField(required=False, max_length=LONGEST_REMARK)

    def __init__(self, activity: Activity, data: object = None) -> None:
        super().__init__(data)
        self.activity = activity

    def clean_outcome(self) -> str:
        outcome: str = self.cleaned_data["outcome"]
        if outcome not in self.activity.outcomes:
            raise forms.ValidationError(_("Choose what came out of it."))
        return outcome

    def clean_remark(self) -> CleanText | None:
        remark = self.cleaned_data["remark"]
        try:
            return door.clean(remark) if remark else None
        except PatientDataFound as error:
            raise forms.ValidationError(translated(error)) from None
