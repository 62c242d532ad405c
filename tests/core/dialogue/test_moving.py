"""Moving through a session: pauses, questions without an answer, late words, lost devices."""

import pytest

from tests.core.sample import (
    CALF_RAISES,
    HEEL_TO_TOE_WALK,
    SINGLE_LEG_BALANCE,
    Played,
    at_phase,
    exercise,
    phase_of,
    play,
)
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.events import Device, DeviceLost, DeviceRestored, Heard
from voicecoach.core.facts import (
    DeviceChanged,
    EchoIgnored,
    ExerciseSkipped,
    IntentHeard,
    SessionEnded,
)
from voicecoach.core.phases import Phase
from voicecoach.core.workout.exercise import Reps, Sides, TempoPhase


def words_since(played: Played, at_ms: int) -> list[str]:
    return [words for said_ms, words, _ in played.said if said_ms >= at_ms]


def test_a_pause_is_explained_once_and_then_lasts() -> None:
    played = at_phase(play(CALF_RAISES), Phase.PAUSED)
    since_ms = played.now_ms
    played.until(since_ms + 3_600_000)
    assert words_since(played, since_ms) == [
        "Still paused. Say stop to finish, or resume to carry on."
    ]
    assert played.session.deadline_ms is None


def test_an_unanswered_question_becomes_a_pause() -> None:
    played = at_phase(play(CALF_RAISES), Phase.CONFIRMING)
    played.until(played.now_ms + 40_000)
    assert phase_of(played) is Phase.PAUSED
    assert played.session.deadline_ms is None
    played.want(Intent.RESUME)
    assert phase_of(played) is Phase.COUNTING


@pytest.mark.parametrize("word", ["yes", "no"])
def test_a_quick_answer_is_not_taken_for_the_question(word: str) -> None:
    played = at_phase(play(CALF_RAISES), Phase.COUNTING)
    played.want(Intent.STOP)
    over_ms = played.now_ms + played.voice_length("Shall we finish here?")
    played.until(over_ms + 300)
    played.tell(Heard(word, over_ms + 50, over_ms + 300), over_ms + 300)
    assert phase_of(played) is (Phase.SUMMARY if word == "yes" else Phase.COUNTING)


def test_a_quick_ready_is_not_taken_for_the_question() -> None:
    played = play(CALF_RAISES).until_phase(Phase.READY)
    over_ms = played.now_ms + played.voice_length("Say ready, or I'll begin in 20 seconds.")
    played.until(over_ms + 300)
    played.tell(Heard("ready", over_ms + 50, over_ms + 300), over_ms + 300)
    assert phase_of(played) is Phase.COUNTING


def test_the_coach_does_not_obey_itself_but_obeys_the_same_word_later() -> None:
    played = play(CALF_RAISES).until_phase(Phase.READY)
    played.until(played.now_ms + 700)
    played.tell(Heard("ready", played.now_ms - 400, played.now_ms), played.now_ms)
    assert phase_of(played) is Phase.READY
    assert isinstance(played.facts[-1], EchoIgnored)
    played.until(played.now_ms + 4000)
    played.want(Intent.READY)
    assert phase_of(played) is Phase.COUNTING


def test_next_said_while_a_rest_runs_out_does_not_skip_the_exercise() -> None:
    played = play(HEEL_TO_TOE_WALK, CALF_RAISES).until_phase(Phase.RATING)
    played.until_phase(Phase.ANNOUNCING)
    over_ms = played.now_ms
    played.until(over_ms + 500)
    played.tell(Heard("next", over_ms - 300, over_ms + 100), over_ms + 500)
    assert phase_of(played) is Phase.ANNOUNCING
    assert played.view.exercise == "Calf raises"
    played.tell(Heard("next", over_ms + 600, over_ms + 900), over_ms + 1200)
    assert phase_of(played) is Phase.SUMMARY


@pytest.mark.parametrize("words", ["done", "next"])
def test_a_word_said_while_a_set_runs_out_does_not_end_the_rest(words: str) -> None:
    played = play(CALF_RAISES).until_phase(Phase.RESTING)
    over_ms = played.now_ms
    played.until(over_ms + 500)
    played.tell(Heard(words, over_ms - 300, over_ms + 100), over_ms + 500)
    assert phase_of(played) is Phase.RESTING
    assert [fact.accepted for fact in played.facts if isinstance(fact, IntentHeard)] == [True]


def test_skip_said_while_a_set_runs_out_still_skips() -> None:
    played = play(CALF_RAISES, HEEL_TO_TOE_WALK).until_phase(Phase.RESTING)
    over_ms = played.now_ms
    played.until(over_ms + 500)
    played.tell(Heard("skip", over_ms - 300, over_ms + 100), over_ms + 500)
    assert played.view.exercise == "Heel to toe walk"


def test_skipping_is_kept_with_the_sets_that_were_left() -> None:
    played = at_phase(play(CALF_RAISES, HEEL_TO_TOE_WALK), Phase.COUNTING)
    played.want(Intent.SKIP)
    assert ExerciseSkipped("calf-raises", 2) in played.facts


def test_back_leads_from_talk_to_the_exercise_before_and_from_a_rest_to_its_set() -> None:
    talking = play(CALF_RAISES, HEEL_TO_TOE_WALK, SINGLE_LEG_BALANCE).until_phase(Phase.RESTING)
    talking.want(Intent.BACK)
    assert (talking.session.phase, talking.view.set_label) == (Phase.COUNTING, "Set 1 of 2")
    talking.want(Intent.SKIP)
    talking.want(Intent.BACK)
    assert (talking.session.phase, talking.view.exercise) == (Phase.ANNOUNCING, "Calf raises")


def test_back_in_a_pause_of_the_greeting_begins_it_again() -> None:
    played = play(CALF_RAISES)
    played.press(Intent.PAUSE)
    played.until(4000)
    played.want(Intent.BACK)
    assert phase_of(played) is Phase.GREETING


def test_a_break_says_again_what_follows_when_it_goes_on() -> None:
    played = at_phase(play(SINGLE_LEG_BALANCE), Phase.SWITCHING)
    played.want(Intent.PAUSE)
    played.until(played.now_ms + 20_000)
    resumed_ms = played.now_ms
    played.want(Intent.RESUME)
    played.until_phase(Phase.HOLDING)
    assert words_since(played, resumed_ms)[:2] == ["Switch feet. Left foot.", "3"]


def test_a_short_break_waits_for_a_long_answer() -> None:
    played = at_phase(play(SINGLE_LEG_BALANCE), Phase.SWITCHING)
    played.want(Intent.HELP)
    asked_ms = played.now_ms
    played.until_phase(Phase.HOLDING)
    said = words_since(played, asked_ms)
    assert said[0].startswith("Say ready to begin at once.")
    assert played.now_ms >= asked_ms + played.voice_length(said[0])


def test_a_change_of_side_and_direction_says_both() -> None:
    circles = exercise(
        "circles",
        Reps(2, (TempoPhase("round", 3000),)),
        sides=Sides.EACH,
        directions=("inwards", "outwards"),
    )
    played = play(circles).until_phase(Phase.SUMMARY)
    switches = [words for _, words, _ in played.said if "Switch" in words or "Now" in words]
    assert switches == ["Now outwards.", "Switch feet. Left foot.", "Now inwards.", "Now outwards."]


def test_finishing_early_keeps_what_was_done() -> None:
    played = at_phase(play(CALF_RAISES), Phase.COUNTING)
    played.until(played.now_ms + 12_000)
    played.want(Intent.STOP)
    played.until(played.now_ms + 3000)
    played.want(Intent.YES)
    assert phase_of(played) is Phase.SUMMARY
    ends = [fact for fact in played.facts if isinstance(fact, SessionEnded)]
    assert [(end.completed, end.sets) for end in ends] == [(False, 1)]
    played.until_phase(Phase.FINISHED)


# Devices


def test_a_lost_microphone_is_said_and_shown_until_it_is_back() -> None:
    played = at_phase(play(CALF_RAISES), Phase.COUNTING)
    played.tell(DeviceLost(Device.MICROPHONE, "It was unplugged."), played.now_ms)
    assert phase_of(played) is Phase.COUNTING
    assert played.view.notice == "It was unplugged."
    played.until(played.now_ms + 6000)
    played.tell(DeviceRestored(Device.MICROPHONE), played.now_ms)
    assert played.view.notice == ""
    played.until(played.now_ms + 8000)
    said = words_since(played, 0)
    assert "I can't hear you. Use the keys." in said
    assert "I can hear you again." in said


def test_a_lost_speaker_pauses_the_work() -> None:
    played = at_phase(play(CALF_RAISES), Phase.COUNTING)
    played.tell(DeviceLost(Device.SPEAKER, "It was unplugged."), played.now_ms)
    assert phase_of(played) is Phase.PAUSED
    played.tell(DeviceRestored(Device.SPEAKER), played.now_ms + 5000)
    assert phase_of(played) is Phase.PAUSED


@pytest.mark.parametrize("lost_for_ms", [500, 2000, 5000, 90_000])
def test_the_last_words_after_a_return_never_say_that_the_sound_is_gone(lost_for_ms: int) -> None:
    played = at_phase(play(CALF_RAISES), Phase.COUNTING)
    played.tell(DeviceLost(Device.SPEAKER, "It was unplugged."), played.now_ms)
    played.until(played.now_ms + lost_for_ms)
    played.tell(DeviceRestored(Device.SPEAKER), played.now_ms)
    back_ms = played.now_ms
    assert played.until(back_ms + 20_000).words()[-1] == (
        "The sound is back. Say resume to carry on."
    )
    assert words_since(played, back_ms) == ["The sound is back. Say resume to carry on."]


@pytest.mark.parametrize("phase", [Phase.HURTING, Phase.CONFIRMING])
def test_a_question_is_asked_again_when_the_sound_is_back(phase: Phase) -> None:
    played = at_phase(play(CALF_RAISES), phase)
    question = played.words()[-1]
    played.tell(DeviceLost(Device.SPEAKER, "It was unplugged."), played.now_ms)
    played.until(played.now_ms + 500)
    played.tell(DeviceRestored(Device.SPEAKER), played.now_ms)
    assert phase_of(played) is phase
    assert question
    assert words_since(played, played.now_ms)[0] == "The sound is back."


def test_a_loss_that_waits_for_a_gap_is_not_told_after_the_return() -> None:
    played = at_phase(play(CALF_RAISES), Phase.COUNTING)
    played.tell(DeviceLost(Device.MICROPHONE, "It was unplugged."), played.now_ms)
    played.tell(DeviceRestored(Device.MICROPHONE), played.now_ms)
    played.until(played.now_ms + 20_000)
    said = words_since(played, 0)
    if "I can't hear you. Use the keys." in said:
        lost, back = map(said.index, ("I can't hear you. Use the keys.", "I can hear you again."))
        assert lost < back


def test_the_same_loss_is_announced_once() -> None:
    played = at_phase(play(CALF_RAISES), Phase.COUNTING)
    for _ in range(3):
        played.tell(DeviceLost(Device.MODEL, "It is missing."), played.now_ms)
    assert len([fact for fact in played.facts if isinstance(fact, DeviceChanged)]) == 1
    assert played.tell(DeviceRestored(Device.VOICE), played.now_ms) == []


def test_one_reason_for_two_losses_is_shown_once() -> None:
    played = at_phase(play(CALF_RAISES), Phase.COUNTING)
    for device in (Device.MODEL, Device.MICROPHONE):
        played.tell(DeviceLost(device, "PortAudio is missing."), played.now_ms)
    assert played.view.notice == "PortAudio is missing."
    played.tell(DeviceRestored(Device.MODEL), played.now_ms)
    assert played.view.notice == "PortAudio is missing."
