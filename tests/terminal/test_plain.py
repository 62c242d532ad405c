import io
from dataclasses import replace

from tests.terminal.screen_views import (
    ALL,
    COUNTING,
    GREETING,
    HOLDING,
    LANGUAGE,
    LOST,
    PAUSED,
    RESTING,
)
from voicecoach.core.view import CountProgress, View
from voicecoach.terminal.plain import PlainDisplay, lines_for_change


def written(*views: View) -> list[str]:
    stream = io.StringIO()
    with PlainDisplay(stream, LANGUAGE.book) as display:
        for view in views:
            display.show(view)
    return stream.getvalue().splitlines()


def test_a_session_reads_like_a_log() -> None:
    counting = replace(COUNTING, heard="")
    assert written(
        GREETING,
        replace(counting, big=CountProgress("0", "12"), caption="Go."),
        replace(counting, big=CountProgress("1", "12"), caption="Go.", tempo_word="up"),
        replace(counting, big=CountProgress("2", "12"), caption="Go.", heard="pause"),
        replace(PAUSED, heard="pause"),
        replace(RESTING, heard="pause", caption="Rest."),
    ) == [
        "Balance",
        "Welcome. Four exercises for balance, about eight minutes.",
        "Exercise 2 of 4: Tandem stand, Right foot in front, Set 1 of 2",
        "Go.",
        "1 of 12",
        "heard: pause",
        "2 of 12",
        "(paused)",
        "Paused.",
        "Exercise 2 of 4: Tandem stand, Set 1 of 2",
        "(rest 30 s)",
        "Rest.",
    ]


def test_nothing_is_repeated() -> None:
    assert written(*(view for view in ALL for _ in range(3))) == written(*ALL)
    assert (
        lines_for_change(COUNTING, replace(COUNTING, tempo_word="up", hints=()), LANGUAGE.book)
        == ()
    )


def test_text_that_disappears_adds_no_line() -> None:
    assert (
        lines_for_change(LOST, replace(LOST, notice="", heard="", caption=""), LANGUAGE.book) == ()
    )


def test_a_lost_device_is_shown() -> None:
    assert lines_for_change(COUNTING, LOST, LANGUAGE.book) == (f"! {LOST.notice}",)


def test_a_time_is_shown_with_its_length() -> None:
    assert "(1:00)" in lines_for_change(COUNTING, HOLDING, LANGUAGE.book)


def test_there_are_no_escape_codes() -> None:
    assert "\x1b" not in "".join(written(*ALL))


def test_every_line_is_out_at_once() -> None:
    raw = io.BytesIO()
    display = PlainDisplay(
        io.TextIOWrapper(io.BufferedWriter(raw), encoding="utf-8"), LANGUAGE.book
    )
    display.show(GREETING)
    assert raw.getvalue().endswith(b"minutes.\n")


def test_a_poor_encoding_does_not_end_the_session() -> None:
    raw = io.BytesIO()
    display = PlainDisplay(io.TextIOWrapper(raw, encoding="ascii"), LANGUAGE.book)
    display.show(replace(GREETING, caption="Café"))
    assert raw.getvalue() == b"Balance\nCaf?\n"


def test_a_count_is_written_once() -> None:
    later = replace(COUNTING, big=CountProgress("8", "12"), caption="8.")
    assert lines_for_change(COUNTING, later, LANGUAGE.book) == ("8 of 12",)


def test_of_joined_notices_only_the_new_one_is_written() -> None:
    one = replace(COUNTING, notice="There is no loudspeaker.")
    two = replace(COUNTING, notice="There is no loudspeaker. There is no microphone.")
    assert lines_for_change(one, two, LANGUAGE.book) == ("! There is no microphone.",)
    assert lines_for_change(two, two, LANGUAGE.book) == ()
