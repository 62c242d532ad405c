"""Messages to the user of an interrupted session: its sets are kept."""

from voicecoach.app.session.preparation import Preparation
from voicecoach.core.effects import Rank
from voicecoach.core.events import Device
from voicecoach.core.facts import DeviceChanged, Fact, SessionEnded, SetEnded
from voicecoach.core.progression.whole_sets import count_whole_sets
from voicecoach.program import program


class Kept:
    """SessionLog that counts the sets, and tells what can be done with them."""

    def __init__(self) -> None:
        self._done: list[SetEnded] = []
        self._is_lost = False
        self._is_over = False

    def note(self, at_ms: int, fact: Fact) -> None:
        """Count a set, or a side of it, of which something was done."""
        match fact:
            case SetEnded(amount=amount) if amount > 0:
                self._done.append(fact)
            case DeviceChanged(device=Device.HISTORY.value):
                self._is_lost = not fact.working
            case SessionEnded():
                self._is_over = True

    def sounded(self, at_ms: int, sound: str, rank: Rank | None) -> None:
        """Nothing: speech is not kept."""

    def line(self, preparation: Preparation) -> str:
        """The message after an interruption: what is kept, and how to go on."""
        name = preparation.routine.name
        again = f"To begin again: {program()} {preparation.command}"
        if self._is_lost:
            return f"{name} was interrupted, and what was done could not be kept. {again}"
        sets = count_whole_sets(self._done)
        if not sets:
            return f"{name} was interrupted before anything was done. {again}"
        done = "1 set is" if sets == 1 else f"{sets} sets are"
        if self._is_over:
            return f"{name} was over; {done} kept."
        if preparation.resumes:
            again = f"To go on within twelve hours: {program()} {preparation.command}"
        return f"{name} was interrupted; {done} kept. {again}"
