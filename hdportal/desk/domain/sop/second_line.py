"""What happens where the second line is needed: the activities I10 to I15."""

from hdportal.desk.domain.incident import CloseCode, EntryKind, LinkTarget
from hdportal.desk.domain.sop.first_line import ticked
from hdportal.desk.domain.sop.proof import Evidence
from hdportal.desk.domain.sop.raci import raci
from hdportal.desk.domain.sop.shape import Activity
from hdportal.desk.domain.sop.transitions import Step
from hdportal.kernel.text import N_

SECOND = (
    Activity(
        "I10",
        N_("Assign incident to L2/L3"),
        N_(
            "The Service Desk or a coordinator hands the incident on to the group that "
            "can find the cause, with a work note of what is known."
        ),
        raci("- R I R AI"),
        requires=(N_("A group; a person only if they belong to that group."),),
        steps=(Step.HAND_ON,),
        evidence=(
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
    ),
    Activity(
        "I11",
        N_("Investigate incident"),
        N_("The group investigates and keeps what it finds in work notes."),
        raci("- I R I A"),
        steps=(Step.TAKE,),
        evidence=(
            Evidence(EntryKind.TAKEN, N_("Somebody of the group took it."), line=2),
            Evidence(
                EntryKind.WORK_NOTE,
                N_("Somebody wrote a work note while it lay with the group."),
                line=2,
                side="desk",
            ),
        ),
    ),
    Activity(
        "I12",
        N_("Change required ?"),
        N_("The group decides whether something has to be changed to solve it."),
        raci("- - R R A"),
        evidence=(
            ticked("I12"),
            Evidence(
                EntryKind.LINKED,
                N_("The reference of a change was entered."),
                {"link": LinkTarget.CHANGE},
            ),
        ),
        outcomes={
            "no": N_("No, nothing has to be changed"),
            "yes": N_("Yes, a change is needed"),
        },
    ),
    Activity(
        "I13",
        N_("Incident resolved ?"),
        N_(
            "The group says whether the cause is gone, or a workaround is all there is."
        ),
        raci("C I R R A"),
        evidence=(
            ticked("I13"),
            Evidence(
                EntryKind.HANDED_BACK, N_("It was handed back to the Service Desk.")
            ),
        ),
        outcomes={
            "yes": N_("Yes, the cause is gone"),
            "no": N_("No, there is a workaround at most"),
        },
    ),
    Activity(
        "I14",
        N_("Reassign ticket to Service Desk"),
        N_(
            "The group hands the incident back to the Service Desk, with a work note "
            "of what was found and what helps."
        ),
        raci("- C R I AI"),
        requires=(N_("It lies with another group than the Service Desk."),),
        steps=(Step.HAND_BACK,),
        evidence=(
            Evidence(
                EntryKind.HANDED_BACK, N_("It was handed back to the Service Desk.")
            ),
        ),
    ),
    Activity(
        "I15",
        N_("Apply workaround"),
        N_(
            "Where there is a workaround only, the Service Desk applies it together "
            "with the caller, and resolves the incident with it."
        ),
        raci("C R I C AI"),
        steps=(Step.RESOLVE,),
        evidence=(
            Evidence(
                EntryKind.RESOLVED,
                N_("It was resolved with a workaround."),
                {"close_code": CloseCode.WORKAROUND_PROVIDED},
            ),
            ticked("I15"),
        ),
        outcomes={"applied": N_("The workaround was applied with the caller")},
    ),
)
