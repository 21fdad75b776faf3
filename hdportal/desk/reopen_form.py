"""The form by which a caller reopens an incident, on the engine of every form."""

from hdportal.intake.models import FormVersion

REASON = "reopen_reason"

# Never stored, as `comment_form.COMMENT_FORM`.
OWN_REOPEN_FORM = FormVersion(
    data={
        "title": {"en": "Reopen", "nl": "Heropenen", "fr": "Rouvrir"},
        "fields": [
            {
                "key": REASON,
                "kind": "text",
                "required": True,
                "label": {
                    "en": "What does not work yet?",
                    "nl": "Wat werkt nog niet?",
                    "fr": "Qu’est-ce qui ne fonctionne pas encore\u202f?",
                },
                "help": {
                    "en": "Say what you tried, and what you see now.",
                    "nl": "Schrijf wat u geprobeerd hebt en wat u nu ziet.",
                    "fr": "Dites ce que vous avez essayé et ce que vous voyez.",
                },
            },
        ],
    }
)
