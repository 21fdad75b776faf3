"""Applications and components of the platform, as the forms list them."""

from hdportal.portfolio.domain.applications import ApplicationFacts, UserRole

_PROVIDER = (UserRole.DATA_PROVIDER,)
_RESEARCHER = (UserRole.RESEARCHER,)
_PROVIDER_AND_RESEARCHER = (*_PROVIDER, *_RESEARCHER)
_RESEARCHER_AND_SPONSOR = (*_RESEARCHER, UserRole.SPONSOR)
_EVERYBODY: tuple[UserRole, ...] = ()

# Key, name, description, roles: in the order in which they are listed.
_OFFERED = (
    ("hd4dp-v2-local", "HD4DP v2 (Local)",
     "Data capture, installed at the data provider", _PROVIDER),
    ("hd4dp-v2-web", "HD4DP v2 (Web)", "Data capture in the browser", _PROVIDER),
    ("hd4dp-v1", "HD4DP v1", "The earlier local data capture", _PROVIDER),
    ("ssp", "HD4DP2 Self-Service Portal (SSP)",
     "Local administration: certificates, exports", _PROVIDER),
    ("encryption-module", "Encryption Module",
     "Third-party module beside HD4DP", _PROVIDER),
    ("hd4patient", "HD4Patient", "Data given by patients themselves", _PROVIDER),
    ("nrc-platform", "NRC platform", "For national reference centres", _PROVIDER),
    ("hd4res-v2", "HD4RES v2",
     "Data warehouse and process monitoring, by SAS Enterprise Guide", _RESEARCHER),
    ("hd4res-v1", "HD4RES v1", "The earlier research environment", _RESEARCHER),
    ("healthstat", "healthstat.be", "Reports and dashboards", _EVERYBODY),
    ("eam", "EAM (eam.healthdata.be)",
     "Entity access management: ask for access", _EVERYBODY),
    ("fair", "FAIR portal (fair.healthdata.be)",
     "Catalogue of data collections", _RESEARCHER_AND_SPONSOR),
    ("metadata", "metadata.healthdata.be",
     "Edit what is known of a project", _RESEARCHER_AND_SPONSOR),
    ("dcd", "dcd.healthdata.be",
     "Published data collection definitions", _PROVIDER_AND_RESEARCHER),
    ("docs", "docs.healthdata.be", "Documentation portal", _EVERYBODY),
    ("service-portal", "HD Service and Support portal", "This portal", _EVERYBODY),
    ("timesheet-portal", "HD Timesheet Portal", "Time per project", _EVERYBODY),
)  # fmt: skip

_BEHIND_THE_SCENES = (
    ("hd4devops", "HD4DevOps"),
    ("hera", "HERA"),
    ("bioit", "BioIT"),
    ("hd-integration", "HD Integration"),
    ("dwh-staging", "HD DWH Staging"),
    ("dwh-exploitation", "HD DWH Exploitation"),
)

APPLICATIONS: tuple[ApplicationFacts, ...] = (
    *(
        ApplicationFacts(key, name, description, roles, order=place * 10)
        for place, (key, name, description, roles) in enumerate(_OFFERED, start=1)
    ),
    *(
        ApplicationFacts(key, name, is_offered=False, order=900 + place)
        for place, (key, name) in enumerate(_BEHIND_THE_SCENES)
    ),
)
