"""When a mail that could not be sent is tried again, and when to give up."""

from datetime import timedelta

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
# The waits between twenty attempts add up to about three days.
MAX_ATTEMPTS = 20
JITTER = 0.2


def wait_after(attempts: int, *, chance: float) -> timedelta | None:
    """Return how long to wait after `attempts` failures; None means give up.

    The wait doubles up to six hours. `chance` (0 to 1) moves it by up to a fifth
    either way, so that a thousand mails do not come back in the same second.

    >>> wait_after(1, chance=0.5)
    datetime.timedelta(seconds=60)
    >>> wait_after(12, chance=0.5)
    datetime.timedelta(seconds=21600)
    >>> wait_after(20, chance=0.5) is None
    True
    """
    if attempts >= MAX_ATTEMPTS:
        return None
    doubled = FIRST_WAIT * (1 << max(attempts - 1, 0))
    wait = min(doubled, LONGEST_WAIT)
    return wait * (1 + JITTER * (2 * chance - 1))
