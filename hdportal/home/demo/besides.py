"""Add to the stories what happens beside them: known errors, links, time worked.

It has dice of its own and changes nothing of what else is told.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import count

from hdportal.desk.domain.incident import HoldReason, LinkTarget
from hdportal.home.demo.data import INCIDENT_SUBJECTS
from hdportal.home.demo.data.known_errors import (
    ALIKE,
    BY_SUBJECT,
    KNOWN_ERRORS,
    ONE_REASON,
    WORKED_ON,
)
from hdportal.home.demo.deeds import Deed, Story, What

SEED = 86
# Above every place that a story itself has, so that no token is given twice.
FIRST_PLACE = 1000
# At most so many minutes, how often it is written down, in percent.
WORK: Mapping[What, tuple[int, int]] = {
    What.NOTE: (25, 50),
    What.COMMENT: (15, 20),
    What.HAND_ON: (20, 45),
    What.HAND_BACK: (180, 75),
    What.RESOLVE: (40, 65),
}


def with_besides(told: Sequence[Story]) -> list[Story]:
    """Return the stories with what happened beside them, each deed in its order."""
    return [_Besides(told, index).added() for index in range(len(told))]


class _Besides:
    def __init__(self, told: Sequence[Story], index: int) -> None:
        self.story, self.index = told[index], index
        self.earlier = _same_round(told, index)
        self.known = BY_SUBJECT.get(told[index].text.subject)
        later = {BY_SUBJECT.get(story.text.subject) for story in told[index + 1 :]}
        self.is_last = self.known not in later
        self.dice = random.Random(SEED * 1000 + index)
        self.places = count(FIRST_PLACE)
        self.caller = self.story.deeds[0].by
        # The key of the group that has it; "" for the Service Desk.
        self.group = ""
        self.is_looked_up = False

    def added(self) -> Story:
        """Return the story with all that happened beside it."""
        deeds: list[Deed] = []
        for deed in self.story.deeds:
            # Who finds a known error does not record that there is none.
            if not (self.is_looked_up and self.known is not None and _is_none(deed)):
                deeds += [deed, *self._after(deed)]
        return replace(self.story, deeds=tuple(deeds))

    def _after(self, deed: Deed) -> list[Deed]:
        if deed.what in (What.HAND_ON, What.HAND_BACK):
            self.group = deed.detail
        found = self._time(deed)
        if deed.what is What.TAKE and not self.group and not self.is_looked_up:
            self.is_looked_up = True
            found += self._looked_up(deed)
        if deed.what is What.RESOLVE:
            found += self._retired(deed)
        if deed.detail == HoldReason.AWAITING_CHANGE:
            number = f"CHG{1200 + self.index:07}"
            found.append(self._do(deed, What.REFERENCE, detail=number))
        return found

    def _looked_up(self, deed: Deed) -> list[Deed]:
        """Return what whoever begins finds: it is known, or came from others too."""
        subject, found = self.story.text.subject, []
        if self.known is not None:
            found.append(self._do(deed, What.KNOWN_ERROR, detail=str(self.known)))
        for alike, relation in _BELONGING:
            others = [i for s, i in self.earlier.items() if {s, subject} <= alike]
            if others:
                to = str(min(others))
                found.append(self._do(deed, What.LINK, detail=relation, to=to))
        return found

    def _retired(self, deed: Deed) -> list[Deed]:
        """Return that the known error is put right, with the last who had it."""
        if self.known is None or not (
            KNOWN_ERRORS[self.known].is_past and self.is_last
        ):
            return []
        return [self._do(deed, What.RETIRE, detail=str(self.known))]

    def _time(self, deed: Deed) -> list[Deed]:
        longest, percent = WORK.get(deed.what, (0, 0))
        if deed.by == self.caller or self.dice.randrange(100) >= percent:
            return []
        minutes = 5 * self.dice.randint(1, longest // 5)
        note = self.dice.choice(WORKED_ON) if self.dice.randrange(3) == 0 else ""
        return [self._do(deed, What.TIME, note, detail=str(minutes))]

    def _do(self, after: Deed, what: What, text: str = "", **more: str) -> Deed:
        place = next(self.places)
        return Deed(after.minutes, self.index, place, what, after.by, text, **more)


_BELONGING = [
    *((alike, LinkTarget.PARENT.value) for alike in ONE_REASON),
    *((alike, LinkTarget.RELATED.value) for alike in ALIKE),
]


def _is_none(deed: Deed) -> bool:
    return (deed.what, deed.detail) == (What.CHECK, "I04")


def _same_round(told: Sequence[Story], index: int) -> dict[str, int]:
    """Return the earlier incidents until the subjects begin again, by subject."""
    start = index - index % len(INCIDENT_SUBJECTS)
    return {told[i].text.subject: i for i in range(start, index)}
