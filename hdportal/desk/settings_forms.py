"""Forms in which the desk's lists and priorities are kept."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hdportal.desk.domain.choices import LONGEST_NAME, Kind, Names, WrongName
from hdportal.desk.domain.priority import CELLS, Cell
from hdportal.desk.models import DeskChoice
from hdportal.web.render import translated

NAMES = ("name_en", "name_nl", "name_fr")


def _name(label: str, language: str) -> forms.CharField:
    attrs = {"lang": language, "autocomplete": "off"}
    widget = forms.TextInput(attrs=attrs)
    return forms.CharField(label=label, max_length=LONGEST_NAME, widget=widget)


class ChoiceForm(forms.Form):
    """What a value of a list is called; the action says whether that can be."""

    name_en = _name(gettext_lazy("Name in English"), "en")
    name_nl = _name(gettext_lazy("Name in Dutch"), "nl")
    name_fr = _name(gettext_lazy("Name in French"), "fr")

    @property
    def names(self) -> Names:
        """The answers of a valid form."""
        given = self.cleaned_data
        return Names(given["name_en"], given["name_nl"], given["name_fr"])

    @property
    def parent(self) -> str:
        """The category of a new subcategory, "" for every other value."""
        return str(self.cleaned_data.get("parent", ""))

    def show_wrong(self, error: WrongName) -> None:
        """Say beside a name why it cannot be used."""
        self.add_error(f"name_{error.language}", translated(error))

    def show_newer(self, choice: DeskChoice) -> None:
        """Say beside each name that differs what somebody saved meanwhile."""
        for field in NAMES:
            saved = getattr(choice, field)
            if saved != self.cleaned_data[field]:
                self.add_error(
                    field, _("Saved meanwhile: %(value)s") % {"value": saved}
                )


class SubcategoryForm(ChoiceForm):
    """A new subcategory, with the category that it belongs to."""

    parent = forms.ChoiceField(label=gettext_lazy("Type of problem"))
    field_order = ("parent", *NAMES)

    def __init__(
        self, data: Mapping[str, str] | None, categories: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(data)
        self.fields["parent"].choices = [("", _("Choose…")), *categories]


def names_of(choice: DeskChoice) -> dict[str, str]:
    """Return a value's names as the form's first answers."""
    return {
        "name_en": choice.name_en,
        "name_nl": choice.name_nl,
        "name_fr": choice.name_fr,
    }


def choice_form(
    kind: Kind,
    data: Mapping[str, str] | None,
    categories: Sequence[tuple[str, str]],
) -> ChoiceForm:
    """Return the form of a new value."""
    is_below = kind is Kind.SUBCATEGORY
    return SubcategoryForm(data, categories) if is_below else ChoiceForm(data)


def cell_name(cell: Cell) -> str:
    """Return the name of a cell's field, such as "priority-1-3"."""
    return f"priority-{cell[0]:d}-{cell[1]:d}"


def posted_matrix(data: Mapping[str, str]) -> dict[Cell, int | None]:
    """Return the priorities that were chosen; None where that is no digit."""
    typed = {cell: data.get(cell_name(cell), "").strip() for cell in CELLS}
    return {
        cell: int(text) if len(text) == 1 and text in "0123456789" else None
        for cell, text in typed.items()
    }
