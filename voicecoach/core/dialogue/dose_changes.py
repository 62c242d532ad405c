"""Changes of the dose that the user asks for, or that follow from how it felt."""

from dataclasses import field, replace
from functools import partial

from voicecoach.core.dialogue.transport import AdjustableTransport
from voicecoach.core.facts import DoseWished, Effort, VariationChosen, Wish
from voicecoach.core.phases import WORKING, Phase
from voicecoach.core.phrases import Phrase, phrase, verbatim
from voicecoach.core.playback.ledger import Ledger
from voicecoach.core.playback.outbox import Outbox
from voicecoach.core.playback.progress import is_done
from voicecoach.core.progression.adjustment import easier, harder
from voicecoach.core.timeline.announcing import AnnouncementOptions, way_lines
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.core.timeline.steps import Break, Work
from voicecoach.core.timeline.work import extended, shortened
from voicecoach.core.workout.amounts import amount_of, is_slowable
from voicecoach.core.workout.exercise import Measure, Variation
from voicecoach.core.workout.routine import RoutineItem
from voicecoach.dataclass import dataclass

PROLONGED_S = 10
"""Seconds that "more time" adds if no number is said."""
FEWER = MORE = 2
"""Reps, steps or counts that a key takes away or adds, as it names no number."""


@dataclass(frozen=True, slots=True)
class Announcements:
    """Options for announcing steps that are compiled again during the session."""

    options: AnnouncementOptions = field(default_factory=AnnouncementOptions)
    ready_wait_ms: int = 20_000


class DoseChanges:
    """Changes the doses of what the player plays."""

    def __init__(
        self,
        player: AdjustableTransport,
        outbox: Outbox,
        ledger: Ledger,
        announcements: Announcements,
    ) -> None:
        self._player = player
        self._outbox = outbox
        self._ledger = ledger
        self._announcements = announcements
        self._planned: dict[int, RoutineItem] = {}
        """Items that were changed, as they were planned, by their index."""

    # More and less

    def ease(self, wish: Wish, now_ms: int) -> None:
        """Make it easier, or less, from now on; after the last set only the next time."""
        before = self._item.variation
        lines = self.ease_here()
        self._note_way(before, holds=True)
        self._apply(wish, lines, phrase("change.no-easier"), now_ms)

    def _note_way(self, before: Variation | None, *, holds: bool) -> None:
        """Record the way that the user has taken, if it is another one than before."""
        item = self._item
        if item.variation != before:
            name = item.variation.name if item.variation else None
            self._outbox.note(VariationChosen(item.exercise.slug, name, holds))

    def harden(self, now_ms: int) -> None:
        """Return to what was planned, or make it harder, from now on."""
        player = self._player
        item = self._item
        planned = self._planned.get(self._index, item)
        program, raised = player.program, None
        is_protocol = program.routine.is_protocol
        if program.sets_to_come:
            raised = harder(item, planned, is_protocol=is_protocol)
        refusal = self._why_fixed() if is_protocol else phrase("change.no-harder")
        lines = None if raised is None else self._change_to(raised, phrase("change.harder"))
        self._note_way(item.variation, holds=False)
        self._apply(Wish.HARDER, lines, refusal, now_ms)

    def _why_fixed(self) -> Phrase:
        """Explanation why a published program is not made harder, and what it asks for instead."""
        routine = self._player.program.routine
        stage = routine.stage
        words = stage.words if stage and stage.has_doses_of(routine.items) else ()
        return self._outbox.joined(phrase("change.fixed"), *map(verbatim, words))

    def ease_here(self) -> tuple[Phrase, ...] | None:
        """Make the exercise at hand easier; returns what to say about it, None if it can't be."""
        lower = easier(self._item) if self._player.program.sets_to_come else None
        return None if lower is None else self._change_to(lower, phrase("change.easier"))

    def _change_to(self, changed: RoutineItem, lead: Phrase) -> tuple[Phrase, ...]:
        """Make this the dose from here on; returns what to say about it."""
        before = self._item.exercise
        self.change(self._index, changed)
        now = self._item.exercise
        if now.variation != before.variation:
            place = self._player.program.next_place
            return (lead, *way_lines(before, now, place.side if place else None))
        amount = amount_of(now.counting)
        if amount != amount_of(before.counting):
            return (lead, phrase("change.amount", n=amount))
        if now.sets != before.sets:
            return (lead, phrase("change.sets", n=now.sets))
        return (lead, phrase("tempo.slower")) if is_slowable(now.counting) else (lead,)

    def _apply(
        self, wish: Wish, lines: tuple[Phrase, ...] | None, refusal: Phrase, now_ms: int
    ) -> None:
        """Record the wish, and say what has changed; in work, pause for it."""
        player = self._player
        self._note(wish, None, accepted=lines is not None)
        if lines is None:
            later = phrase("rating.too-hard")
            is_over = not player.program.sets_to_come and wish is not Wish.HARDER
            player.say(later if is_over else refusal, now_ms)
        elif player.phase is Phase.ANNOUNCING:
            player.again(now_ms)
        elif player.phase in WORKING or player.is_paused:
            player.pause(Phase.PAUSED, lines[0], now_ms, *lines[1:], phrase("change.go-on"))
        else:
            player.say(self._outbox.joined(*lines), now_ms)

    def felt(self, effort: Effort, wish: Wish, now_ms: int) -> None:
        """Record that it was too easy or too hard; if too hard, make it easier at once."""
        slug = self._item.exercise.slug
        if rated := self._ledger.rate(effort, slug):
            self._outbox.note(rated)
        self._player.close_rating(now_ms)
        if wish is Wish.TOO_HARD and self._player.program.sets_to_come:
            self.ease(wish, now_ms)
            return
        self._note(wish, None, accepted=True)
        more = wish is Wish.TOO_EASY
        words = _on_easy(self._item) if more else phrase("rating.too-hard")
        self._player.say(words, now_ms)

    def rate(self, effort: Effort, now_ms: int) -> None:
        """Take the answer to how it felt, and say what follows from it."""
        rated = self._ledger.rate(effort)
        if rated is None:
            self._player.say(phrase("refused"), now_ms, insist=False)
            return
        self._outbox.note(rated)
        self._player.close_rating(now_ms)
        items = self._player.program.routine.items
        rated_item = next(one for one in items if one.exercise.slug == rated.exercise)
        match effort:
            case Effort.EASY:
                words = _on_easy(rated_item)
            case Effort.RIGHT:
                words = phrase("rating.right", turn=items.index(rated_item))
            case Effort.HARD:
                words = phrase("rating.hard")
        self._player.say(words, now_ms)

    def shorten(self, amount: int | None, now_ms: int) -> None:
        """Limit the set at hand, or else each set to come, to this amount."""
        player = self._player
        work = player.playhead.step
        at_work = isinstance(work, Work) and player.phase in WORKING
        amount = amount or max(1, amount_of(self._item.exercise.counting) - FEWER)
        if at_work and isinstance(work, Work):
            self._shorten_now(work, amount, now_ms)
        else:
            player.replan(player.program.reworked(partial(_shortened, amount)))
            self._note(Wish.ONLY, amount, accepted=True)
            player.say(phrase("change.only", n=amount), now_ms)

    def _shorten_now(self, work: Work, amount: int, now_ms: int) -> None:
        player = self._player
        shorter = shortened(work, amount)
        self._note(Wish.ONLY, amount, accepted=shorter is not None)
        if shorter is None:
            player.say(phrase("refused"), now_ms)
        elif is_done(shorter, player.playhead.progress(now_ms)):
            player.go_on(now_ms, now_ms)
        else:
            player.rework(shorter, now_ms)
            player.say(phrase("change.only", n=amount), now_ms, insist=False)

    def extend(self, more: int | None, now_ms: int) -> None:
        """Add so many reps, steps or seconds to the set at hand."""
        player = self._player
        work = player.playhead.step
        in_seconds = isinstance(work, Work) and work.measure is Measure.SECONDS
        more = more or (PROLONGED_S if in_seconds else MORE)
        longer = extended(work, more) if isinstance(work, Work) else None
        self._note(Wish.MORE, more, accepted=longer is not None)
        if longer is None:
            player.say(phrase("refused"), now_ms)
            return
        player.rework(longer, now_ms)
        words = phrase("change.longer", n=more) if in_seconds else phrase("change.more", n=more)
        player.say(words, now_ms, insist=False)

    def prolong(self, seconds: int | None, now_ms: int) -> None:
        """Add so many seconds to a hold or a rest."""
        player = self._player
        step = player.playhead.step
        if isinstance(step, Break) and step.slot:
            # Its end is the beginning of the next set on the clock.
            player.say(phrase("refused"), now_ms)
        elif isinstance(step, Break):
            by_s = seconds or PROLONGED_S
            player.prolong(by_s * 1000, now_ms)
            player.say(phrase("change.longer", n=by_s), now_ms, insist=False)
        else:
            self.extend(seconds or PROLONGED_S, now_ms)

    # The item at hand

    @property
    def _index(self) -> int:
        place = self._player.program.place
        assert place is not None
        return place.item

    @property
    def _item(self) -> RoutineItem:
        return self._player.program.routine.items[self._index]

    def change(self, index: int, item: RoutineItem) -> None:
        """Make this the dose of the exercise of this index, from here on."""
        program = self._player.program
        self._planned.setdefault(index, program.routine.items[index])
        # The set at hand, or the next one, is done in the other way even if that has fewer sets.
        sets = max(item.exercise.sets, program.set_to_come(index))
        item = replace(item, exercise=replace(item.exercise, sets=sets))
        items = list(program.routine.items)
        items[index] = item
        routine = replace(program.routine, items=tuple(items))
        announcements = self._announcements
        steps = compile_steps(
            routine, ready_wait_ms=announcements.ready_wait_ms, options=announcements.options
        )
        self._player.replan(program.redosed(index, routine, steps))

    def _note(self, wish: Wish, amount: float | None, *, accepted: bool) -> None:
        place = self._player.program.place
        assert place is not None
        work = self._player.playhead.step
        measure = work.measure if isinstance(work, Work) and amount is not None else None
        self._outbox.note(DoseWished(place.exercise.slug, wish, amount, measure, accepted))


def _on_easy(item: RoutineItem) -> Phrase:
    return item.on_easy or phrase("rating.easy.noted")


def _shortened(amount: int, work: Work) -> Work:
    return shortened(work, amount) or work
