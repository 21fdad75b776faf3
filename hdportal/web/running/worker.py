"""The loop of the background worker."""

import logging
import random

from django.db import (
    DatabaseError,
    InterfaceError,
    close_old_connections,
    connections,
)

from hdportal.kernel import clock
from hdportal.web.running.stopping import Stopped, StopRequest
from hdportal.web.running.ticker import Ticker

logger = logging.getLogger("hdportal.worker")

# Away, or there without its tables while an operator is setting things up.
NO_DATABASE = (DatabaseError, InterfaceError)

BUSY_PAUSE_SECONDS = 0.05
SHORTEST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 2.0
LONGEST_OUTAGE_PAUSE_SECONDS = 30.0


def work(ticker: Ticker, stop: StopRequest) -> None:
    """Run what is due until asked to stop; outlive a database that goes away."""
    logger.info("worker.started jobs=%s", len(ticker.jobs))
    pause = SHORTEST_PAUSE_SECONDS
    try:
        while not stop.is_set:
            pause = _turn(ticker, pause)
            stop.wait(pause)
    except Stopped:
        logger.warning("worker.interrupted")
    finally:
        connections.close_all()
    logger.info("worker.stopped")


def _turn(ticker: Ticker, pause: float) -> float:
    """Run one turn and return how long to wait for the next."""
    try:
        close_old_connections()
        did_something = ticker.tick(clock.now())
    except NO_DATABASE as error:
        wait = next_outage_pause(pause)
        name = type(error).__name__
        logger.warning("worker.database_away error=%s wait_seconds=%.1f", name, wait)
        connections.close_all()
        return wait
    return BUSY_PAUSE_SECONDS if did_something else next_idle_pause(pause)


def next_idle_pause(pause: float) -> float:
    """Return the pause after an idle turn: longer each time, up to two seconds.

    >>> next_idle_pause(0.05), next_idle_pause(1.0), next_idle_pause(30.0)
    (0.5, 1.5, 2.0)
    """
    return min(max(pause * 1.5, SHORTEST_PAUSE_SECONDS), LONGEST_PAUSE_SECONDS)


def next_outage_pause(pause: float) -> float:
    """Return the pause after the database was not there, up to half a minute."""
    wait = min(max(pause, 1.0) * 2, LONGEST_OUTAGE_PAUSE_SECONDS)
    # Moved a little, so that workers do not all come back in one instant.
    return wait * random.uniform(0.8, 1.0)
