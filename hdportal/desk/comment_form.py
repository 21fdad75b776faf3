"""The form for a comment, on the same engine as every other form."""

from hdportal.intake.models import FormVersion

# Never stored: a comment keeps no version of its form.
COMMENT_FORM = FormVersion(
    data={
        "title": {"en": "Comment", "nl": "Opmerking", "fr": "Commentaire"},
        "fields": [
            {
                "key": "comment",
                "kind": "text",
                "required": True,
                "label": {
                    "en": "Your message",
                    "nl": "Uw bericht",
                    "fr": "Votre message",
                },
                "help": {
                    "en": "The Service Desk reads it and answers here.",
                    "nl": "De Service Desk leest het en antwoordt hier.",
                    "fr": "Le Service Desk le lit et répond ici.",
                },
            },
            {
                "key": "attachments",
                "kind": "file",
                "label": {
                    "en": "Add attachments",
                    "nl": "Bijlagen toevoegen",
                    "fr": "Ajouter des pièces jointes",
                },
                "help": {
                    "en": "A screenshot that shows the problem helps us most.",
                    "nl": "Een schermafbeelding van het probleem helpt het meest.",
                    "fr": "Une capture d’écran qui montre le problème aide le plus.",
                },
            },
        ],
    }
)
