"""The closing days that come with the portal, by rule."""

from hdportal.schedules.domain.closures import Rule, read_rule
from hdportal.schedules.domain.names import Name

# The ten legal holidays (law of 4 January 1974).
_LEGAL: tuple[tuple[str, Name], ...] = (
    ("01-01", Name("New Year's Day", "Nieuwjaar", "Jour de l'an")),
    ("easter+1", Name("Easter Monday", "Paasmaandag", "Lundi de Pâques")),
    ("05-01", Name("Labour Day", "Dag van de Arbeid", "Fête du Travail")),
    ("easter+39", Name("Ascension Day", "Hemelvaartsdag", "Ascension")),
    ("easter+50", Name("Whit Monday", "Pinkstermaandag", "Lundi de Pentecôte")),
    ("07-21", Name("National Day", "Nationale feestdag", "Fête nationale")),
    (
        "08-15",
        Name("Assumption Day", "Onze-Lieve-Vrouw-Hemelvaart", "Assomption"),
    ),
    ("11-01", Name("All Saints' Day", "Allerheiligen", "Toussaint")),
    ("11-11", Name("Armistice Day", "Wapenstilstand", "Armistice")),
    ("12-25", Name("Christmas Day", "Kerstmis", "Noël")),
)
_ALL_SOULS = ("11-02", Name("All Souls' Day", "Allerzielen", "Jour des défunts"))
_BOXING_DAY = ("12-26", Name("Boxing Day", "Tweede kerstdag", "Lendemain de Noël"))
_KINGS_FEAST = ("11-15", Name("King's Feast", "Koningsdag", "Fête du Roi"))
_CLOSING_WEEK = (
    "12-27..12-31",
    Name("Year-end closing", "Eindejaarssluiting", "Fermeture de fin d'année"),
)


def _rules(*texts: tuple[str, Name]) -> tuple[Rule, ...]:
    return tuple(read_rule(text, name) for text, name in texts)


# The twelve days that the Service Desk publishes (General definitions).
DESK_RULES = _rules(*_LEGAL, _ALL_SOULS, _BOXING_DAY)

# Federal staff: three days more than the law, and the closing week that makes up for
# holidays in weekends.
FEDERAL_RULES = _rules(*_LEGAL, _ALL_SOULS, _KINGS_FEAST, _BOXING_DAY, _CLOSING_WEEK)
