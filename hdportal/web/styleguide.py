"""The page that shows every component, with sample data in every state."""

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

URGENCIES = [
    ("1", "High", "Work with patients or a legal deadline is blocked."),
    ("2", "Medium", "Work goes on, but slowly or by a detour."),
    ("3", "Low", "A question or a small nuisance."),
]
PROJECTS = [
    ("HDBP0016", "HDBP0016 – Quality of care registry"),
    ("HDBP0021", "HDBP0021 – Hand hygiene campaign"),
    ("HDBP0150", "HDBP0150 – National surveillance of hospital infections"),
]
ROLES = [
    ("provider", "Data provider"),
    ("collector", "Data collector"),
    ("researcher", "Researcher"),
]
INCIDENTS = [
    {
        "number": "INC0000042",
        "subject": "Upload of the June file stops at validation rule 14",
        "state": ("Work in progress", "info"),
        "updated": "24 Nov 2026, 10:20",
        "hours": "3:45",
    },
    {
        "number": "INC0000041",
        "subject": "No access to the dashboard after a change of hospital",
        "state": ("On hold", "warning"),
        "updated": "23 Nov 2026, 16:02",
        "hours": "0:30",
    },
    {
        "number": "INC0000038",
        "subject": "Certificate of the local installation has expired",
        "state": ("Resolved", "success"),
        "updated": "20 Nov 2026, 09:11",
        "hours": "12:00",
    },
]
ENTRIES = [
    {
        "title": "You created this incident",
        "icon": "plus",
        "time": "24 Nov 2026, 09:02",
        "time_iso": "2026-11-24T09:02:00+01:00",
    },
    {
        "title": "Data manager, first hospital",
        "kind": "comment",
        "initials": "DM",
        "is_own": True,
        "time": "24 Nov 2026, 09:02",
        "body": "The upload stops with: rule 14, value missing.\n"
        "Yesterday the same file was accepted.",
    },
    {
        "title": "State changed from New to Work in progress",
        "icon": "arrow-right-left",
        "tone": "info",
        "time": "24 Nov 2026, 09:40",
    },
    {
        "title": "Service Desk",
        "kind": "comment",
        "initials": "SD",
        "time": "24 Nov 2026, 10:20",
        "body": "Thank you. Which version of the application do you use?",
    },
    {
        "title": "Analyst, applications",
        "kind": "note",
        "initials": "AA",
        "badge_text": "Work note",
        "time": "24 Nov 2026, 10:31",
        "body": "Rule 14 changed in last night's release.",
    },
    {
        "title": "First answer was due at 10:00",
        "icon": "clock",
        "tone": "danger",
        "time": "24 Nov 2026, 10:00",
    },
]


class SampleForm(forms.Form):
    """One field of each kind that a page may use."""

    use_required_attribute = False

    subject = forms.CharField(
        max_length=160,
        help_text="One sentence",
        error_messages={"required": "Enter a subject"},
    )
    email = forms.EmailField(label="Email")
    password = forms.CharField(widget=forms.PasswordInput)
    description = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}))
    project = forms.ChoiceField(choices=[("", "Choose a project"), *PROJECTS])
    urgency = forms.ChoiceField(
        choices=[(value, label) for value, label, _help in URGENCIES],
        widget=forms.RadioSelect,
    )
    roles = forms.MultipleChoiceField(
        choices=ROLES, widget=forms.CheckboxSelectMultiple, required=False
    )
    agreed = forms.BooleanField(label="There are no patient data in my screenshot")


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component in every state, in the demo organisation only."""
    if not settings.DEMO:
        raise Http404
    context = {
        "urgencies": URGENCIES,
        "projects": PROJECTS,
        "roles": ROLES,
        "incidents": INCIDENTS,
        "entries": ENTRIES,
        "fresh_form": SampleForm(prefix="fresh"),
        "sent_form": SampleForm({"sent-email": "not an address"}, prefix="sent"),
        "options_help": {value: sentence for value, _label, sentence in URGENCIES},
    }
    return render(request, "web/styleguide.html", context)
