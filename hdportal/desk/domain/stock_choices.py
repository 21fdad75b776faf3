"""The values that come with the portal, to be confirmed by the institute."""

from collections.abc import Mapping

from hdportal.desk.domain.choices import Kind, Names
from hdportal.desk.domain.incident import Category, CloseCode, HoldReason

# The sources name the categories and leave the rest open; that is ServiceNow's list.
STOCK: Mapping[Kind, Mapping[str, Names]] = {
    Kind.HOLD_REASON: {
        HoldReason.AWAITING_CALLER: Names(
            "Waiting for the caller", "Wacht op de melder", "En attente du demandeur"
        ),
        HoldReason.AWAITING_CHANGE: Names(
            "Waiting for a change",
            "Wacht op een wijziging",
            "En attente d’un changement",
        ),
        HoldReason.AWAITING_PROBLEM: Names(
            "Waiting for the cause to be found",
            "Wacht tot de oorzaak gevonden is",
            "En attente de la cause du problème",
        ),
        HoldReason.AWAITING_VENDOR: Names(
            "Waiting for a supplier",
            "Wacht op een leverancier",
            "En attente d’un fournisseur",
        ),
    },
    Kind.CLOSE_CODE: {
        CloseCode.SOLUTION_PROVIDED: Names(
            "Solution provided", "Oplossing geboden", "Solution fournie"
        ),
        CloseCode.WORKAROUND_PROVIDED: Names(
            "Workaround provided",
            "Tijdelijke oplossing geboden",
            "Solution provisoire fournie",
        ),
        CloseCode.KNOWN_ERROR: Names("Known error", "Bekende fout", "Erreur connue"),
        CloseCode.RESOLVED_BY_CALLER: Names(
            "Resolved by the caller",
            "Opgelost door de melder",
            "Résolu par le demandeur",
        ),
        CloseCode.RESOLVED_BY_CHANGE: Names(
            "Resolved by a change",
            "Opgelost door een wijziging",
            "Résolu par un changement",
        ),
        CloseCode.DUPLICATE: Names("Duplicate", "Duplicaat", "Doublon"),
        CloseCode.USER_ERROR: Names(
            "Used in another way than intended",
            "Anders gebruikt dan bedoeld",
            "Utilisé autrement que prévu",
        ),
        CloseCode.NO_RESOLUTION: Names(
            "No resolution found",
            "Geen oplossing gevonden",
            "Aucune solution trouvée",
        ),
    },
    Kind.CATEGORY: {
        Category.DATA_TRANSFER: Names(
            "Data transfer", "Gegevensoverdracht", "Transfert de données"
        ),
        Category.INFRASTRUCTURE: Names(
            "Infrastructure", "Infrastructuur", "Infrastructure"
        ),
        Category.APPLICATION: Names("Application", "Toepassing", "Application"),
        Category.ACCOUNT: Names("Account", "Account", "Compte"),
        Category.OTHER: Names("Other", "Andere", "Autre"),
    },
    Kind.SUBCATEGORY: {},
}


def as_delivered(kind: Kind, key: str, names: Names) -> bool:
    """Return whether a value is still called what it is called in a new portal."""
    return STOCK[kind].get(key) == names


def is_delivered(kind: Kind, key: str) -> bool:
    """Return whether a value came with the portal: rules name some of these by key."""
    return key in STOCK[kind]
