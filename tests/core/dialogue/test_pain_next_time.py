"""The question about the morning after pain, in the next session."""

from dataclasses import replace

from tests.core.sample import (
    TOWEL_CURLS,
    Played,
    phase_of,
    play,
)
from voicecoach.content.loader import load_library
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.events import Pressed
from voicecoach.core.facts import (
    DoseGiven,
    MorningAnswered,
    PainReported,
)
from voicecoach.core.phases import Phase
from voicecoach.core.progression.past import Past, TimedFact
from voicecoach.core.progression.recall import mornings_to_ask
from voicecoach.core.timeline.announcing import morning_question
from voicecoach.core.timeline.waits import MORNING_MS

RAISES = replace(load_library().exercises["calf-raises"], rest_ms=20_000)


FINGERTIPS = "Rest your fingertips on the wall, and let your arms help a little."


def asked_in_the_morning() -> Played:
    return play(RAISES, TOWEL_CURLS, before=(morning_question(RAISES),)).until(500)


def test_the_next_session_asks_how_the_morning_was() -> None:
    played = asked_in_the_morning()
    assert phase_of(played) is Phase.MORNING
    assert played.view.caption == "Calf raises hurt last time. Had it settled by the next morning?"
    played.want(Intent.YES)
    assert MorningAnswered("calf-raises", True) in played.facts
    assert phase_of(played) is Phase.GREETING


def test_pain_that_lasted_makes_today_easier() -> None:
    played = asked_in_the_morning()
    played.tell(Pressed("n"), played.now_ms)
    assert MorningAnswered("calf-raises", False) in played.facts
    assert "the easier version" in played.view.caption
    played.until_phase(Phase.COUNTING)
    assert FINGERTIPS in played.words()
    (dose,) = (fact for fact in played.facts if isinstance(fact, DoseGiven))
    assert dose.variation == "fingertips on the wall"


def test_no_answer_is_kept_as_such() -> None:
    played = asked_in_the_morning().until_phase(Phase.GREETING)
    assert played.now_ms >= MORNING_MS
    answers = [fact for fact in played.facts if isinstance(fact, MorningAnswered)]
    assert answers == [MorningAnswered("calf-raises", None)]


def day_of(at_s: float) -> int:
    return int(at_s // 86_400)


def past_pain(level: int | None, *, answered: bool = False, corrects: bool = False) -> Past:
    pain = TimedFact(0.0, "w1", PainReported("calf-raises", level, None, corrects))
    answer = TimedFact(90_000.0, "w2", MorningAnswered("calf-raises", True))
    return Past(pains=(pain,), mornings=(answer,) if answered else ())


def test_a_morning_is_asked_about_once_and_only_when_it_has_come() -> None:
    def asked(past: Past, now_s: float) -> tuple[str, ...]:
        return mornings_to_ask(past, now_s=now_s, day_of=day_of)

    assert asked(past_pain(3), 80_000) == ()
    assert asked(past_pain(3), 90_000) == ("calf-raises",)
    assert asked(past_pain(None), 90_000) == ("calf-raises",)
    assert asked(past_pain(0), 90_000) == ()
    assert asked(past_pain(3), 90_000 * 30) == ()
    assert asked(past_pain(3, answered=True), 100_000) == ()
