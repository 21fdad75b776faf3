"""What the words of the Incident SOP mean."""

from collections.abc import Mapping
from dataclasses import dataclass

from hdportal.desk.domain.incident import State
from hdportal.kernel.text import N_

STATE_MEANINGS: Mapping[State, str] = {
    State.NEW: N_("Nobody has handled it yet."),
    State.WORK_IN_PROGRESS: N_("Somebody works on it."),
    State.ON_HOLD: N_("The work waits for somebody or something else."),
    State.RESOLVED: N_(
        "It is solved. The caller can reopen it within 14 days if it is not."
    ),
    State.CLOSED: N_("It is over and cannot be reopened."),
}


@dataclass(frozen=True)
class Term:
    """A word of the procedure and what it means."""

    word: str
    meaning: str


VOCABULARY: tuple[Term, ...] = (
    Term(
        N_("Incident"),
        N_("Something that does not work as it should, and how it is being solved."),
    ),
    Term(
        N_("Request"), N_("A wish for something new: information, access, a project.")
    ),
    Term(N_("Caller"), N_("The person for whom an incident is handled.")),
    Term(
        N_("Customer"),
        N_("The organisation or the study for which a service is provided."),
    ),
    Term(
        N_("End user"),
        N_("A person who works with the service; often somebody of the customer."),
    ),
    Term(
        N_("Partner"),
        N_("An organisation that works together with healthdata.be on a study."),
    ),
    Term(
        N_("Service Desk"),
        N_("Where everybody goes with incidents and requests: the first line."),
    ),
    Term(
        N_("Second and third line"),
        N_(
            "The teams behind the Service Desk that know one field in depth: L2 and L3."
        ),
    ),
    Term(
        N_("Work note"),
        N_("What the desk writes for itself in an incident. No caller ever sees it."),
    ),
    Term(
        N_("Customer communication"),
        N_("What the caller and the desk write to each other in an incident."),
    ),
    Term(N_("Urgency"), N_("How critical it is for the work of the caller.")),
    Term(N_("Impact"), N_("How many people or organisations are affected.")),
    Term(
        N_("Priority"),
        N_("In which order incidents are handled; it follows from impact and urgency."),
    ),
    Term(N_("Known error"), N_("An error whose cause or remedy has been described.")),
    Term(
        N_("Workaround"),
        N_("A way to go on working although the cause is not yet gone."),
    ),
    Term(
        N_("Change"),
        N_("A planned change of a service, with its own procedure and reference."),
    ),
    Term(N_("Detection time"), N_("From when it failed until somebody noticed.")),
    Term(
        N_("Response time"),
        N_("From the report until the Service Desk first writes to the caller."),
    ),
    Term(
        N_("Service window"),
        N_("The days and hours in which the Service Desk is at work."),
    ),
    Term(
        N_("Maintenance window"),
        N_("A time announced before, in which a service may be out of use."),
    ),
    Term(N_("Downtime"), N_("Time in which a service cannot be used.")),
)
