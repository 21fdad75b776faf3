"""What `hdportal doctor` looks at here: the clocks of incidents."""

from collections.abc import Iterator

from django.core.checks import CheckMessage, Error, Info, register

from hdportal.desk.queries import sla, sla_check
from hdportal.kernel import clock

SAMPLE = 200
CURE = "Run hdportal manage sla_recount, which counts them anew."


@register("doctor", deploy=True)
def sla_clocks(**kwargs: object) -> Iterator[CheckMessage]:
    """Count some clocks anew from their journals, and look for what has none."""
    by, sample = sla.newest_rules(), sla_check.newest(SAMPLE)
    wrong = list(sla_check.differing(sample, by, now=clock.now()))
    if wrong:
        text = f"SLA clocks: {len(wrong)} of {len(sample)} incidents differ from "
        text += f"their journals, such as {wrong[0]}."
        yield Error(text, hint=CURE, id="doctor.sla")
    elif missing := len(sla.uncounted_alive(most=SAMPLE)):
        more = " or more" if missing >= SAMPLE else ""
        text = f"SLA clocks: {missing}{more} incidents have none yet."
        cure = "See that hdportal worker runs, or run hdportal manage sla_recount."
        yield Error(text, hint=cure, id="doctor.sla")
    else:
        text = f"SLA clocks: those of {len(sample)} incidents are as in their journals."
        yield Info(text, id="doctor.sla")
