"""Where the demo people work."""

from dataclasses import dataclass

MIDDELARES = "AZ Maria Middelares"
BRUGMANN = "CHU Brugmann"
CHARLEROI = "Grand Hôpital de Charleroi"
LABORATORY = "Sentinel laboratory (demonstration)"
UNIVERSITY = "KU Leuven"
INSTITUTE = "Sciensano"
COMPANY = "IT partner (demonstration)"


@dataclass(frozen=True)
class DemoOrganisation:
    """`kind` is a value of `Organisation.Kind`."""

    name: str
    kind: str
    provider_code: str = ""
    shares_incidents: bool = False


ORGANISATIONS: tuple[DemoOrganisation, ...] = (
    DemoOrganisation(MIDDELARES, "hospital", "71001723", shares_incidents=True),
    DemoOrganisation(BRUGMANN, "hospital", "71007760"),
    DemoOrganisation(CHARLEROI, "hospital", "71001030"),
    DemoOrganisation(LABORATORY, "laboratory"),
    DemoOrganisation(UNIVERSITY, "university"),
    DemoOrganisation(INSTITUTE, "institute"),
    DemoOrganisation(COMPANY, "company"),
)
