"""The form of whoever writes behind the desk, on the same engine as every other."""

from hdportal.desk.domain.incident import EntryKind
from hdportal.intake.models import FormVersion

KIND, WORDS = "kind", "words"
# What a page is made with unless somebody chooses: the one that goes nowhere.
USUAL_KIND = EntryKind.WORK_NOTE

# Never stored, as `comment_form.COMMENT_FORM`.
NOTE_FORM = FormVersion(
    data={
        "title": {
            "en": "Work note or comment",
            "nl": "Werknotitie of opmerking",
            "fr": "Note de travail ou commentaire",
        },
        "fields": [
            {
                "key": KIND,
                "kind": "choice",
                "required": True,
                "label": {
                    "en": "Who reads it",
                    "nl": "Wie het leest",
                    "fr": "Qui le lit",
                },
                "choices": [
                    {
                        "value": EntryKind.WORK_NOTE.value,
                        "label": {
                            "en": "Work note",
                            "nl": "Werknotitie",
                            "fr": "Note de travail",
                        },
                    },
                    {
                        "value": EntryKind.COMMENT.value,
                        "label": {
                            "en": "Comment to the caller",
                            "nl": "Opmerking aan de melder",
                            "fr": "Commentaire au demandeur",
                        },
                    },
                ],
            },
            {
                "key": WORDS,
                "kind": "text",
                "required": True,
                "label": {"en": "Text", "nl": "Tekst", "fr": "Texte"},
            },
            {
                "key": "attachments",
                "kind": "file",
                "label": {
                    "en": "Attachments",
                    "nl": "Bijlagen",
                    "fr": "Pièces jointes",
                },
            },
        ],
    }
)
