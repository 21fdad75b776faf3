"""Forms in which the hours and closing days are kept."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hdportal.kernel.errors import DomainError
from hdportal.schedules.actions.hours import HoursWanted
from hdportal.schedules.domain.closures import Closure, Rule, read_rule
from hdportal.schedules.domain.keeping import WrongEntry, require_in_reach
from hdportal.schedules.domain.names import Name
from hdportal.schedules.domain.week import (
    DAYS,
    Week,
    Windows,
    checked_day,
    checked_week,
    read_windows,
    say_windows,
)
from hdportal.schedules.models import CalendarEdition
from hdportal.schedules.models.calendar import LONGEST_NOTE
from hdportal.schedules.models.named import LONGEST_NAME
from hdportal.web.render import translated

LONGEST_HOURS = 120
# A continent of the tz database; the others are old names and offsets.
CONTINENTS = (
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


def _date(label: str, help_text: str = "", *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label, help_text=help_text, required=required, widget=widget
    )


def _name(label: str, language: str) -> forms.CharField:
    widget = forms.TextInput({"lang": language, "autocomplete": "off"})
    return forms.CharField(
        label=label, max_length=LONGEST_NAME, required=False, widget=widget
    )


class HoursForm(forms.Form):
    """A form that says beside an answer why it cannot be used."""

    def show_wrong(self, error: DomainError) -> None:
        """Say what is wrong beside the field that is meant, else above them all."""
        what = getattr(error, "what", None)
        self.add_error(what if what in self.fields else None, translated(error))


class WeekForm(HoursForm):
    """The hours of a week, a line a day, from a day on."""

    in_force = _date(
        gettext_lazy("In force from"),
        gettext_lazy("Days before it keep the hours they had."),
    )
    is_unknown = forms.BooleanField(
        label=gettext_lazy("From this day the hours are unknown"), required=False
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("Shown to everybody below the hours."),
        max_length=LONGEST_NOTE,
        required=False,
    )

    def __init__(
        self, data: Mapping[str, str] | None, initial: Mapping[str, object]
    ) -> None:
        super().__init__(data, initial=initial)
        for number in range(DAYS):
            self.fields[f"day_{number}"] = forms.CharField(
                label=str(WEEKDAYS[number]).capitalize(),
                max_length=LONGEST_HOURS,
                required=False,
                widget=forms.TextInput({"autocomplete": "off"}),
            )

    @property
    def day_fields(self) -> list[forms.BoundField]:
        """The seven lines, Monday first."""
        return [self[f"day_{number}"] for number in range(DAYS)]

    def clean(self) -> dict[str, Any]:
        answers = self.cleaned_data
        if day := answers.get("in_force"):
            try:
                require_in_reach("in_force", day)
            except WrongEntry as error:
                self.show_wrong(error)
        answers["week"] = None if answers.get("is_unknown") else self._week()
        return answers

    def _week(self) -> Week | None:
        days = [self._day(number) for number in range(DAYS)]
        if self.errors:
            return None
        try:
            return checked_week(days)
        except DomainError as error:
            self.add_error("day_0", translated(error))
            return None

    def _day(self, number: int) -> Windows:
        try:
            typed = read_windows(self.cleaned_data.get(f"day_{number}", ""))
            return checked_day(typed, number)
        except DomainError as error:
            self.add_error(f"day_{number}", translated(error))
            return ()

    @property
    def wanted(self) -> HoursWanted:
        """The answers of a valid form."""
        given = self.cleaned_data
        return HoursWanted(given["in_force"], given["week"], given["note"])


class NamedForm(HoursForm):
    """What has a name in three languages, or none."""

    name_en = _name(gettext_lazy("Name in English"), "en")
    name_nl = _name(gettext_lazy("Name in Dutch"), "nl")
    name_fr = _name(gettext_lazy("Name in French"), "fr")

    @property
    def name(self) -> Name:
        """The names of a valid form."""
        given = self.cleaned_data
        return Name(given["name_en"], given["name_nl"], given["name_fr"])


class ClosingForm(NamedForm):
    """Days on which the desk is closed, or keeps shorter hours."""

    first = _date(gettext_lazy("First day"))
    last = _date(
        gettext_lazy("Last day"),
        gettext_lazy("Leave empty for one day."),
        required=False,
    )
    hours = forms.CharField(
        label=gettext_lazy("Shorter hours"),
        help_text=gettext_lazy(
            "Leave empty when the desk is closed. Otherwise as in 09:00-12:00."
        ),
        max_length=LONGEST_HOURS,
        required=False,
    )
    field_order = ("first", "last", "hours", "name_en", "name_nl", "name_fr")

    def clean_hours(self) -> Windows:
        try:
            return checked_day(read_windows(self.cleaned_data["hours"]), 0)
        except DomainError as error:
            raise forms.ValidationError(translated(error)) from error

    @property
    def wanted(self) -> Closure:
        """The answers of a valid form."""
        given = self.cleaned_data
        last = given["last"] or given["first"]
        return Closure(given["first"], last, given["hours"], self.name)


class RuleForm(NamedForm):
    """Days that come back every year."""

    rule = forms.CharField(
        label=gettext_lazy("Days"),
        help_text=gettext_lazy(
            "07-21 is 21 July, 12-27..12-31 is from 27 to 31 December, easter+39 is "
            "39 days after Easter Sunday."
        ),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    field_order = ("rule", "name_en", "name_nl", "name_fr")

    def clean_rule(self) -> str:
        try:
            return read_rule(self.cleaned_data["rule"]).text
        except DomainError as error:
            raise forms.ValidationError(translated(error)) from error

    @property
    def wanted(self) -> Rule:
        """The answers of a valid form."""
        return read_rule(self.cleaned_data["rule"], self.name)


class ZoneForm(HoursForm):
    """Where the office is."""

    zone = forms.ChoiceField(label=gettext_lazy("Time zone"))

    def __init__(
        self, data: Mapping[str, str] | None, initial: Mapping[str, object]
    ) -> None:
        super().__init__(data, initial=initial)
        zones = sorted(available_timezones())
        self.fields["zone"].choices = [
            (place, [(zone, zone) for zone in zones if zone.startswith(f"{place}/")])
            for place in CONTINENTS
        ]
        message = _("Choose a time zone from the list.")
        self.fields["zone"].error_messages["invalid_choice"] = message


def of_edition(edition: CalendarEdition | None) -> dict[str, object]:
    """Return stored hours as the form's first answers."""
    if edition is None:
        return {}
    week = edition.value.week or ((),) * DAYS
    days = {f"day_{number}": say_windows(day) for number, day in enumerate(week)}
    is_unknown = edition.week is None
    return {"is_unknown": is_unknown, "note": edition.note, **days}
