"""What the Service Desk does with an incident: the activities I01 to I09."""

from hdportal.desk.domain.incident import EntryKind, HoldReason, LinkTarget
from hdportal.desk.domain.properties import Property
from hdportal.desk.domain.sop.proof import Evidence
from hdportal.desk.domain.sop.raci import raci
from hdportal.desk.domain.sop.shape import Activity
from hdportal.desk.domain.sop.transitions import Step
from hdportal.kernel.text import N_

TICKED = N_("It is ticked in the procedure of the incident.")


def ticked(ref: str) -> Evidence:
    """Return the proof that somebody ticked the activity."""
    return Evidence(EntryKind.CHECKED, TICKED, {"activity": ref})


def _corrected(name: Property, sentence: str) -> Evidence:
    return Evidence(EntryKind.CHANGED, sentence, {"property": name.value})


FIRST = (
    Activity(
        "I01",
        N_("Incident Identification"),
        N_(
            "Somebody tells the Service Desk that something does not work: in the "
            "portal, by e-mail, by phone, at the desk, or a monitoring system does. "
            "The incident gets a number."
        ),
        raci("I R - R RA"),
        requires=(
            N_("A subject, a description, the urgency and the type of problem."),
            N_("By phone or at the desk it is written down at once."),
            N_("An e-mail becomes an incident within one day."),
        ),
        steps=(Step.WITHDRAW,),
        evidence=(Evidence(EntryKind.CREATED, N_("The incident exists.")),),
    ),
    Activity(
        "I02",
        N_("Incident Logging"),
        N_(
            "The Service Desk reads it, adds what it knows of the matter in work notes "
            "and begins with the work. What is really a request gets closed, and a "
            "request takes its place."
        ),
        raci("I R - - A"),
        steps=(Step.TAKE,),
        evidence=(
            Evidence(EntryKind.TAKEN, N_("Somebody of the desk took it.")),
            Evidence(
                EntryKind.WORK_NOTE,
                N_("Somebody of the desk wrote a work note."),
                side="desk",
            ),
        ),
    ),
    Activity(
        "I03",
        N_("Incident Categorization & Prioritization"),
        N_(
            "The Service Desk checks the type of problem that the caller chose, and "
            "the urgency, and judges the impact. Impact and urgency give the priority."
        ),
        raci("I R - R A"),
        requires=(N_("The priority is looked up and never typed."),),
        evidence=(
            _corrected(Property.CATEGORY, N_("The type of problem was corrected.")),
            _corrected(Property.URGENCY, N_("The urgency was corrected.")),
            _corrected(Property.IMPACT, N_("The impact was judged.")),
            ticked("I03"),
        ),
        outcomes={"right": N_("It is right as it stands")},
    ),
    Activity(
        "I04",
        N_("Known error"),
        N_("The Service Desk looks whether this error is known, and what then helps."),
        raci("- R - R A"),
        evidence=(
            ticked("I04"),
            Evidence(
                EntryKind.LINKED,
                N_("A known error was linked to it."),
                {"link": LinkTarget.KNOWN_ERROR},
            ),
        ),
        outcomes={
            "none": N_("Looked up: no known error"),
            "found": N_("Looked up: it is a known error"),
        },
    ),
    Activity(
        "I05",
        N_("Incident diagnosis"),
        N_("The Service Desk finds out what is wrong and where."),
        raci("- R - R A"),
        evidence=(ticked("I05"),),
        outcomes={"diagnosed": N_("It is clear what is wrong")},
    ),
    Activity(
        "I06",
        N_("Investigate & resolve"),
        N_("The Service Desk looks for the cause and solves what it can itself."),
        raci("- R - I A"),
        evidence=(
            Evidence(
                EntryKind.RESOLVED, N_("It was resolved on the first line."), line=1
            ),
            Evidence(
                EntryKind.WORK_NOTE,
                N_("The desk wrote a work note after the diagnosis."),
                line=1,
                side="desk",
                after="I05",
            ),
            Evidence(
                EntryKind.COMMENT,
                N_("The desk wrote to the caller after the diagnosis."),
                line=1,
                side="desk",
                after="I05",
            ),
        ),
    ),
    Activity(
        "I07",
        N_("Consult end-user"),
        N_(
            "Where something is missing, the Service Desk asks the caller. The answer "
            "takes an incident that waited for it back to work."
        ),
        raci("C R - R A"),
        requires=(N_("To wait for the caller, a message that says what is needed."),),
        steps=(Step.HOLD, Step.RESUME, Step.REPLY),
        evidence=(
            Evidence(
                EntryKind.COMMENT, N_("The desk wrote to the caller."), side="desk"
            ),
            Evidence(
                EntryKind.HELD,
                N_("It was put on hold to wait for the caller."),
                {"reason": HoldReason.AWAITING_CALLER},
            ),
            ticked("I07"),
        ),
        outcomes={"consulted": N_("The caller was asked in another way")},
    ),
    Activity(
        "I08",
        N_("Set incident as resolved"),
        N_(
            "The Service Desk resolves the incident and tells the caller, who can "
            "reopen it within 14 days. After that it closes by itself and stays closed."
        ),
        raci("- R - R A"),
        requires=(
            N_("Somebody has taken it: a new incident cannot be resolved."),
            N_("A close code."),
            N_("Close notes, which the caller reads."),
        ),
        steps=(Step.RESOLVE, Step.REOPEN, Step.CLOSE),
        evidence=(Evidence(EntryKind.RESOLVED, N_("It was resolved.")),),
    ),
    Activity(
        "I09",
        N_("L2 needed ?"),
        N_("The Service Desk decides whether the second line has to look at it."),
        raci("- R - R A"),
        evidence=(
            ticked("I09"),
            Evidence(
                EntryKind.HANDED_ON, N_("It was handed on to another group."), line=2
            ),
            Evidence(
                EntryKind.ASSIGNED,
                N_("An assignment rule gave it to another group."),
                {"by_rule": True},
                line=2,
            ),
        ),
        outcomes={
            "no": N_("No, the Service Desk goes on"),
            "yes": N_("Yes, the second line is needed"),
        },
    ),
)
