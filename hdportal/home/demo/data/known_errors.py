"""The known errors of the demo organisation, and what belongs together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class KnownErrorText:
    """A known error: who wrote it down, and the subjects of incidents that have it."""

    by: str
    title: str
    symptom: str
    workaround: str
    subjects: tuple[str, ...]
    application: str = ""
    # It was put right, and nothing new has it.
    is_past: bool = False


KNOWN_ERRORS: Sequence[KnownErrorText] = (
    KnownErrorText(
        "coordinator",
        "Self-Service Portal: an export of a whole year runs into the time limit",
        "The bar stops at about 60 percent. After ten minutes: “Request timed out”. "
        "A month or a quarter ends well.",
        "Please export quarter by quarter for now: each takes a few minutes. A limit "
        "that fits a whole year comes with a later version.",
        ("Export in the Self-Service Portal stops half-way",),
        application="ssp",
    ),
    KnownErrorText(
        "agent2",
        "CSV Uploader goes on after a reload, so that rows arrive twice",
        "The page seems to hang, the caller reloads it and uploads once more. All rows "
        "are there twice, as drafts.",
        "Please wait for the report of an upload before you start another one. Tell us "
        "which drafts are there twice: we remove the second set.",
        ("Duplicate registrations after a repeated upload",),
    ),
    KnownErrorText(
        "analyst",
        "HD4RES v2: a session ends after twenty minutes, whatever it is doing",
        "“Session interrupted” in SAS Enterprise Guide while a long query runs. What "
        "was not saved is lost.",
        "Save the project before you start the query. If it takes more than twenty "
        "minutes, tell us which tables it joins: an index often helps.",
        ("Requête SAS interrompue après vingt minutes",),
        application="hd4res-v2",
    ),
    KnownErrorText(
        "agent2",
        "HD4DP v2 Web: Submit stays grey until every tab was opened",
        "All questions seem answered, no field shows a mistake, and the button Submit "
        "(Verzenden, Envoyer) stays grey.",
        "Open each tab once, down to its end: the button becomes active.\n"
        "A later version of the form will say by itself what is missing.",
        ("Knop Verzenden blijft grijs in het formulier",),
        application="hd4dp-v2-web",
    ),
    KnownErrorText(
        "coordinator",
        "Self-Service Portal: Renew does nothing for a certificate of before 2025",
        "Nothing happens after the button Renew: no message and no download, in any "
        "browser. It waits for a service that does not know old certificates.",
        "We ask for the certificate in your place. You find it in the SSP under "
        "Downloads, usually within one working day.",
        ("Le bouton Renouveler du certificat ne réagit pas",),
        application="ssp",
    ),
    KnownErrorText(
        "coordinator",
        "HD4DP v2 Local: of a registration that is open twice, the last saved wins",
        "Answers of one tab are gone when somebody comes back to a draft. The time of "
        "saving is that of another computer or window.",
        "Please keep a registration open in one window only. What was lost cannot be "
        "brought back; a warning is planned.",
        ("Autosave loses the last answers of a long form",),
        application="hd4dp-v2-local",
    ),
    KnownErrorText(
        "coordinator",
        "HD4DP v2 Web: white page after a new version, from an old file in the cache",
        "The page stays white under the title, in every browser. A private window "
        "shows it.",
        "Reload the page once with Ctrl and F5.",
        (
            "Web form stays empty after the new version",
            "Page blanche après la nouvelle version",
        ),
        application="hd4dp-v2-web",
        is_past=True,
    ),
)

BY_SUBJECT: Mapping[str, int] = {
    subject: place for place, one in enumerate(KNOWN_ERRORS) for subject in one.subjects
}

# Reported by several within a few weeks, for one reason: the first is the parent.
ONE_REASON: Sequence[frozenset[str]] = (
    frozenset(
        {
            "Web form stays empty after the new version",
            "Page blanche après la nouvelle version",
        }
    ),
    frozenset(
        {
            "Form language is not available",
            "Tekst van het formulier is half in het Engels",
            "Le formulaire ne s'affiche pas en français",
        }
    ),
    frozenset(
        {
            "Registrations stay in status Sending",
            "Les envois restent en attente depuis lundi",
        }
    ),
    frozenset(
        {
            "SAS Enterprise Guide project cannot be opened",
            "SAS-project opent niet na het weekend",
        }
    ),
)
# Alike, so that a look at the other helps.
ALIKE: Sequence[frozenset[str]] = (
    frozenset(
        {
            "Report is missing for one department",
            "Rapport voor één afdeling ontbreekt op healthstat.be",
            "Le rapport de notre second site manque sur healthstat.be",
        }
    ),
    frozenset(
        {
            "The access manager of our organisation is unknown",
            "Le gestionnaire d'accès de notre hôpital est inconnu dans EAM",
        }
    ),
)

WORKED_ON: Sequence[str] = (
    "Looked through the log",
    "Tried it in acceptance",
    "Called the hospital",
    "With the builders",
    "Read the definition again",
)
