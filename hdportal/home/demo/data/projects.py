"""Projects whose data go through the platform; what is not published stays empty."""

from datetime import date

from hdportal.portfolio.domain.projects import ProjectFacts, ProjectState

_SCIENSANO = "Sciensano"
_RIZIV = "RIZIV-INAMI"
_ACHG = "KU Leuven, ACHG"

_WITH_CODE = (
    ("IQECAD", "HDBP0009", "Initiative for quality improvement and epidemiology in "
     "children and adolescents with diabetes", _SCIENSANO),
    ("IQEDFOOT", "HDBP0010", "Initiative for quality improvement and epidemiology in "
     "multidisciplinary diabetic foot clinics", _SCIENSANO),
    ("ANGIO", "HDBP0012", "QERMID: coronary angioplasty", _RIZIV),
    ("PACEMAKER", "HDBP0016", "QERMID: pacemakers", _RIZIV),
    ("BEWSD", "HDBP0019", "Belgian Early Warning System for Drugs", ""),
    ("NSIH SSI", "HDBP0033", "National surveillance of surgical site infections",
     _SCIENSANO),
    ("NSIH_QI", "HDBP0034", "NSIH quality indicators", ""),
    ("EPILABO", "HDBP0037", "Infectious diseases reported by sentinel laboratories",
     _SCIENSANO),
    ("NRC", "HDBP0041", "National reference centres (several pathogens)", ""),
    ("Orthopride total femur", "HDBP0048",
     "QERMID: orthopaedic prosthesis, total femur", _RIZIV),
    ("HIV PEP", "HDBP0079", "Surveillance of HIV post-exposure prophylaxis",
     _SCIENSANO),
    ("PRECISION", "HDBP0080", "Molecular profiling of metastatic cancer",
     "Belgian Society of Medical Oncology"),
    ("BNMDR-SMA", "HDBP0198", "Neuromuscular diseases: spinal muscular atrophy",
     _SCIENSANO),
    ("BELMOD", "HDBP0237", "Tax-benefit micro-simulation model",
     "FPS Social Security"),
    ("BSACC-ME", "HDBP0242",
     "Belgian sexual assault care centres: monitoring and evaluation",
     "Institute for the equality of women and men"),
    ("TAVI", "HDBP0245", "QERMID: heart valves", _RIZIV),
    ("LINK-VACC", "HDBP0250",
     "Linked registries for COVID-19 vaccine surveillance", ""),
    ("HIV_Sequence", "HDBP0263", "HIV-AIDS sequence registry", ""),
    ("GPBARO_DM", "HDBP0271", "Barometer general practice: diabetes", _ACHG),
    ("GPBARO_ABX", "HDBP0275", "Barometer general practice: antibiotics", _ACHG),
    ("GPBARO_CKD", "HDBP0276", "Barometer general practice: chronic kidney disease",
     _ACHG),
    ("Orthopride knee", "HDBP0288", "QERMID: orthopaedic prosthesis, knee", _RIZIV),
    ("COVID19 BARO FCS", "HDBP0294", "COVID-19 barometer: family care services",
     "KU Leuven"),
    ("COVID19 BARO HNS", "HDBP0295", "COVID-19 barometer: home nursing services",
     "KU Leuven"),
    ("COVID19 BARO Triage", "HDBP0299", "COVID-19 barometer: triage posts",
     "University of Antwerp"),
    ("Orthopride hip", "HDBP0386", "QERMID: orthopaedic prosthesis, hip", _RIZIV),
)  # fmt: skip

_WITHOUT_CODE = (
    ("BeCPR", "Belgian cerebral palsy registry"),
    ("BCFR", "Belgian cystic fibrosis registry"),
    ("CRRD", "Central registry of rare diseases"),
    ("NSIH-SEP/BSI", "National surveillance of bloodstream infections"),
    ("", "Neonatal Intensive Care Audit"),
    ("BGTD", "Belgian genetic tests database"),
    ("", "BelRAI Home Care"),
    ("", "National Hand Hygiene Campaign"),
    ("", "Endobronchial valve (emphysema)"),
    ("", "COVID-19 vaccination barometer for general practitioners"),
)

_SPECIAL = (
    ProjectFacts(
        abbreviation="MS",
        code="HDBP0070",
        name="Multiple sclerosis registry",
        description="Twelve data collections.",
    ),
    ProjectFacts(
        abbreviation="AMPUTATION",
        code="HDBP0111",
        name="Amputation",
        state=ProjectState.CLOSED,
        ended_on=date(2023, 12, 31),
    ),
    ProjectFacts(
        abbreviation="CT CKD",
        code="HDBP0141",
        name="Care trajectories: chronic kidney disease",
        overseen_by=_RIZIV,
        state=ProjectState.CLOSED,
    ),
    ProjectFacts(
        abbreviation="DEMO",
        name="Demonstration registry (not a real project)",
        description="Shows what a project in preparation looks like.",
        overseen_by="Demonstration research group",
        contact="content@demo.example",
        state=ProjectState.PREPARATION,
    ),
)

PROJECTS: tuple[ProjectFacts, ...] = (
    *(
        ProjectFacts(abbreviation=short, code=code, name=name, overseen_by=overseen_by)
        for short, code, name, overseen_by in _WITH_CODE
    ),
    *(ProjectFacts(abbreviation=short, name=name) for short, name in _WITHOUT_CODE),
    *_SPECIAL,
)
