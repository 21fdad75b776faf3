"""Think up what happened to the demo incidents, the same at every load.

Everything is counted back from now in minutes of work: what would lie ahead has not
happened yet, and so some are new, some in work and most of them done with.
"""

import random
from collections.abc import Sequence
from itertools import cycle

from hdportal.desk.domain.incident import Channel, HoldReason
from hdportal.home.demo.data import INCIDENT_SUBJECTS, IncidentText
from hdportal.home.demo.data.handling import HANDLING
from hdportal.home.demo.data.phrases import (
    FOUND_NOTES,
    PHRASES,
    RIGHT_NOTES,
    UNANSWERED_NOTE,
)
from hdportal.home.demo.deeds import Deed, Story, What
from hdportal.home.demo.working_time import DAY

HOW_MANY = 200
SEED = 68
OLDEST = 85 * DAY
# The last weeks were busier than those before.
OF_LATE, LATELY = 80, 15 * DAY
# The newest are nobody's yet.
NEWEST, NEWEST_SINCE = 12, 350
# When the very last thing happened: the newest incident came.
LAST = 4
FIRST_LINE = ("agent", "agent2", "agent")
# Who finds out in a group what is wrong, and hands it back to the first line.
SPECIALIST = {"iat": "coordinator", "dwh": "analyst", "dc": "agent2", "sob": "manager"}
BY_APPLICATION = {
    "hd4res-v2": ("researcher",),
    "timesheet-portal": ("employee", "lead"),
    "dcd": ("researcher",),
    "metadata": ("lead", "researcher"),
    "fair": ("researcher", "lead"),
}
BY_LANGUAGE = {
    "en": ("caller", "caller", "caller", "caller2"),
    "nl": ("caller",),
    "fr": ("caller2",),
}
CALLERS = {name for names in BY_LANGUAGE.values() for name in names} | {
    name for names in BY_APPLICATION.values() for name in names
}
# How incidents reach the desk, and how often; the portal is the preferred way.
CHANNELS = {
    Channel.PORTAL: 86,
    Channel.EMAIL: 7,
    Channel.PHONE: 5,
    Channel.WALK_IN: 2,
}
WAITS_FOR = (
    HoldReason.AWAITING_CHANGE,
    HoldReason.AWAITING_PROBLEM,
    HoldReason.AWAITING_VENDOR,
)


def stories() -> list[Story]:
    """Return the story of each incident, the oldest first."""
    rng = random.Random(SEED)
    # One order over and over, so that a subject comes back after a while only.
    texts = cycle(rng.sample(INCIDENT_SUBJECTS, len(INCIDENT_SUBJECTS)))
    ages = sorted((_age(rng, index) for index in range(HOW_MANY)), reverse=True)
    return [_Teller(index, age, next(texts)).tell() for index, age in enumerate(ages)]


def _age(rng: random.Random, index: int) -> int:
    if index == 0:
        return LAST
    if index < NEWEST:
        return rng.randrange(LAST + 1, NEWEST_SINCE)
    return rng.randrange(NEWEST_SINCE, LATELY if index < OF_LATE else OLDEST)


class _Teller:
    """Tells one incident; each has dice of its own, so one text changes one story."""

    def __init__(self, index: int, age: int, text: IncidentText) -> None:
        self.rng = random.Random(SEED * 1000 + index)
        self.index, self.now, self.text = index, age, text
        # Dice of its own: what is ticked changes nothing of what happens.
        self.ticks = random.Random(SEED * 3000 + index)
        self.deeds: list[Deed] = []
        self.handling, self.say = HANDLING[text.subject], PHRASES[text.language]
        people = BY_APPLICATION.get(text.application, BY_LANGUAGE[text.language])
        self.caller = self.rng.choice(people)
        specialist = SPECIALIST.get(self.handling.group, "")
        self.agent = self.rng.choice([a for a in FIRST_LINE if a != specialist])

    def tell(self) -> Story:
        self._report()
        if self.now > NEWEST_SINCE:
            self._happen()
        past = [deed for deed in self.deeds if deed.minutes >= LAST]
        return Story(self.text, tuple(past))

    def _report(self) -> None:
        # Dice of their own: how it was reported changes nothing of what follows.
        dice = random.Random(SEED * 2000 + self.index)
        channel = dice.choices(list(CHANNELS), weights=list(CHANNELS.values()))[0]
        if channel is Channel.PORTAL:
            self._do(0, What.REPORT, self.caller)
            return
        agent = dice.choice(FIRST_LINE)
        self._do(0, What.REPORT, self.caller, detail=channel.value, to=agent)

    def _happen(self) -> None:
        if self._chance(4):
            self._comment(DAY // 4, self.caller, self.say.follow_up)
        if self._chance(3):
            self._comment(DAY // 4, self.caller, self.say.withdrawn)
            self._do(1, What.WITHDRAW, self.caller)
            return
        solver = self._begin()
        if self._chance(40 if solver == self.agent else 15) and self._unanswered():
            return
        if solver != self.agent and self._chance(50):
            self._wait(solver)
        if solver == self.agent:
            self._tick(75, self.agent, "I09", "no")
            self._do(DAY, What.NOTE, self.agent, self.handling.note)
        else:
            self._hand_back(solver, self._one(FOUND_NOTES))
        self._resolve(self.handling.solution)
        self._afterwards()

    def _begin(self) -> str:
        """Let the first line begin; return who goes on."""
        group = self.handling.group
        if group and self._chance(25):
            # Clear at first sight: the group gets it before anybody took it.
            self._hand_on(60, group)
            return self._taken_by_specialist(group)
        self._do(DAY // 3, What.TAKE, self.agent)
        if self._chance(70):
            self._comment(15, self.agent, self.say.looking)
        self._correct()
        self._tick(70, self.agent, "I04", "none")
        self._tick(60, self.agent, "I05", "diagnosed")
        if not group:
            return self.agent
        self._comment(DAY // 3, self.agent, self.say.passed_on)
        self._hand_on(5, group)
        return self._taken_by_specialist(group)

    def _hand_on(self, wait: int, group: str) -> None:
        to = SPECIALIST[group] if self._chance(30) else ""
        note = self.handling.note
        self._do(wait, What.HAND_ON, self.agent, note, detail=group, to=to)

    def _hand_back(self, solver: str, found: str) -> None:
        self._do(DAY, What.HAND_BACK, solver, found)
        self._do(DAY // 3, What.TAKE, self.agent)

    def _taken_by_specialist(self, group: str) -> str:
        solver = SPECIALIST[group]
        is_given = self.deeds[-1].to == solver
        is_new = What.TAKE not in [deed.what for deed in self.deeds]
        if is_new or not is_given:
            self._do(5 * DAY, What.TAKE, solver)
        self._tick(60, solver, "I12", "no")
        return solver

    def _correct(self) -> None:
        if not self._chance(30):
            return
        choices = {
            "urgency": "3" if self.text.urgency == 2 else "2",
            "impact": self.rng.choice("12"),
        }
        if not self.text.application:
            is_other = self.text.problem_type == "other"
            choices["category"] = "account" if is_other else "other"
            choices["project"] = self.rng.choice(["HDBP0016", "HDBP0034", "CRRD"])
        name = self.rng.choice(sorted(choices))
        self._do(10, What.NOTE, self.agent, RIGHT_NOTES[name])
        self._do(1, What.CHANGE, self.agent, detail=name, to=choices[name])

    def _unanswered(self) -> bool:
        """Ask the caller; return whether no answer ever came."""
        asks, question = HoldReason.AWAITING_CALLER, self.handling.question
        asker = self._has_it()
        self._do(60, What.HOLD, asker, question, detail=asks)
        if not self._chance(15):
            self._comment(4 * DAY, self.caller, [self.handling.answer])
            return False
        if asker != self.agent:
            self._hand_back(asker, UNANSWERED_NOTE)
        self._do_at_least(8 * DAY, What.RESOLVE, self.agent, self.say.no_answer[0])
        return True

    def _wait(self, solver: str) -> None:
        reason = self.rng.choice(WAITS_FOR)
        said = {
            HoldReason.AWAITING_CHANGE: self.say.awaiting_change,
            HoldReason.AWAITING_PROBLEM: self.say.awaiting_problem,
            HoldReason.AWAITING_VENDOR: self.say.awaiting_vendor,
        }[reason]
        self._do(DAY, What.HOLD, solver, self._one(said), detail=reason)
        self._do_at_least(5 * DAY, What.RESUME, solver)
        self._comment(5, solver, self.say.goes_on)

    def _resolve(self, solution: str) -> None:
        if self._chance(20):
            self._comment(DAY, self.caller, self.say.any_news)
            self._comment(90, self.agent, self.say.news)
        code = self.handling.close_code
        self._do(3 * DAY, What.RESOLVE, self.agent, solution, detail=code)

    def _afterwards(self) -> None:
        if self._chance(12):
            reason = self._one(self.say.not_solved)
            self._do(4 * DAY, What.REOPEN, self.caller, reason)
            self._comment(120, self.agent, self.say.looking_again)
            self._resolve(self.say.solved_again[0])
        elif self._chance(25):
            self._comment(DAY, self.caller, self.say.thanks)

    def _comment(self, wait: int, by: str, said: Sequence[str]) -> None:
        self._do(wait, What.COMMENT, by, self._one(said))

    def _do_at_least(self, wait: int, what: What, by: str, text: str = "") -> None:
        self.now -= wait
        detail = "no_resolution" if what is What.RESOLVE else ""
        self._do(2 * wait, what, by, text, detail=detail)

    def _do(self, wait: int, what: What, by: str, text: str = "", **more: str) -> None:
        """Go on by at most `wait` minutes, longer where it is less urgent, and act."""
        longest = wait * self.text.urgency // 2
        self.now -= self.rng.randint(min(wait, 4), max(longest, 4)) if wait else 0
        place = len(self.deeds)
        self.deeds.append(Deed(self.now, self.index, place, what, by, text, **more))

    def _tick(self, percent: int, by: str, ref: str, outcome: str) -> None:
        """Record a step of the procedure, as often as people remember to."""
        if self.ticks.randrange(100) < percent:
            self._do(0, What.CHECK, by, detail=ref, to=outcome)

    def _has_it(self) -> str:
        takers = [deed.by for deed in self.deeds if deed.what is What.TAKE]
        return takers[-1] if takers else self.agent

    def _one(self, choices: Sequence[str]) -> str:
        return self.rng.choice(choices)

    def _chance(self, percent: int) -> bool:
        return self.rng.randrange(100) < percent
