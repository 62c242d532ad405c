"""A session in a language of the user's own, here German: spoken, understood, shown and named."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.cli.command import Run, runner_in
from tests.cli.commands.german import GERMAN, SENTENCES, WORDS, written
from tests.core.sample import BAREFOOT_BALANCE, Played, routine
from voicecoach.app.languages import gaps
from voicecoach.content.language import Language
from voicecoach.content.loader import load_language
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import phrase
from voicecoach.core.playback.program import Program
from voicecoach.core.playback.speech_timing import SpeechTiming, no_lead
from voicecoach.core.session import Session
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.settings import Settings
from voicecoach.speech_models.lookup import NEEDED_FILES
from voicecoach.terminal.layout import lay_out
from voicecoach.terminal.plain import lines_for_change
from voicecoach.terminal.rows import ScreenState


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """The command of a user who has a German language file and a German exercise."""
    written(tmp_path)
    return runner_in(tmp_path)


@pytest.fixture
def german(tmp_path: Path) -> Language:
    return load_language("de", written(tmp_path))


def session_in(language: Language) -> Session:
    """A session of the balance in this language."""
    chosen = routine(BAREFOOT_BALANCE)
    return Session(
        Program(chosen, compile_steps(chosen, ready_wait_ms=20_000)),
        book=language.book,
        vocabulary=language.vocabulary,
        timing=SpeechTiming(lambda one: 60 * len(language.book.sentence(one)), no_lead, 0),
    )


def spoken(output: str) -> list[str]:
    """Sentences of a rehearsal."""
    lines = [line.split(None, 2) for line in output.splitlines()]
    return [text for _, kind, text in lines if kind in ("talk", "call", "coaching", "answer")]


def test_a_session_is_german_from_the_greeting_to_the_summary(run: Run) -> None:
    result = run("start", "einbeinstand", "--rehearse", "--language", "de")
    assert result.exit_code == 0, result.output
    for sentence in (
        "Willkommen. Das ist Einbeinstand.",
        "Einbeinstand.",
        "2 mal auf jedem Fuß, so lange du kannst, bis zu 30 Sekunden.",
        "Zuerst der rechte Fuß.",
        "Sag bereit, wenn du so weit bist; sonst geht es in 20 Sekunden los.",
        "In 10 Sekunden geht es los.",
        "Halten.",
        "Füße wechseln. Linker Fuß.",
        "Pause, 20 Sekunden.",
        "Dann der letzte Satz, rechter Fuß.",
        "Am längsten rechts: 30 Sekunden.",
        "Am längsten links: 30 Sekunden.",
        "Bis bald.",
    ):
        assert sentence in result.output, sentence
    english = re.compile(r"\b(the|you|foot|exercise|seconds|rest|say|set)\b", re.IGNORECASE)
    assert len(spoken(result.stdout)) > 30
    assert not [line for line in spoken(result.stdout) if english.search(line)]


def test_untranslated_text_is_english_and_one_line_says_so(run: Run) -> None:
    result = run("start", "balance", "--rehearse", "--language", "de", "--say", "3:help")
    assert "Say ready to begin." in result.output
    told = [line for line in result.stderr.splitlines() if "lacks" in line]
    assert len(told) == 1
    assert re.fullmatch(
        r"de\.toml lacks \d+ of \d+ sentences and \d+ of \d+ commands: those are in English\.",
        told[0],
    )


def test_german_commands_are_understood(run: Run) -> None:
    said = ("--say", "2:bereit", "--say", "12:anhalten", "--say", "14:weiter", "--say", "15:ende")
    output = run("start", "einbeinstand", "--rehearse", "--language", "de", *said, "--say", "17:ja")
    for intent in ("ready", "pause", "resume", "stop", "yes"):
        assert re.search(rf"\b{intent}\b", output.output), intent
    assert "Angehalten." in output.output


def test_number_words_are_those_of_the_language(run: Run) -> None:
    said = ("--say", "20:aua", "--say", "24:acht")
    output = run("start", "einbeinstand", "--rehearse", "--language", "de", *said).output
    assert "Wie stark ist der Schmerz, von null bis zehn?" in output
    assert "Acht ist zu viel. Diese Übung ist für heute vorbei." in output


def test_letters_are_called_as_the_voice_of_the_language_reads_them(run: Run) -> None:
    output = run("start", "ankle-alphabet", "--rehearse", "--language", "de").output
    assert "Von A bis Z, mit jedem Fuß." in output
    assert re.search(r"count +C$", output, re.MULTILINE)


def test_the_reasons_of_the_plan_are_german_where_german_is_the_setting(run: Run) -> None:
    assert "So viel wie üblich" in run("plan", "einbeinstand", VOICECOACH_LANGUAGE="de").output
    assert "This is the usual dose" in run("plan", "einbeinstand").output


def test_a_recording_needs_a_model_of_its_language(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "silence.wav"
    soundfile.write(path, np.zeros(16_000, dtype=np.float32), 16_000)
    result = run("hear", str(path), "--language", "de")
    assert result.exit_code == 1
    assert 'does not understand "de"' in result.output


def test_the_language_can_come_from_the_settings_and_from_the_environment(
    run: Run, tmp_path: Path
) -> None:
    settings = tmp_path / "other.toml"
    settings.write_text('language = "de"\n')
    words = ("start", "einbeinstand", "--rehearse", "--settings", str(settings))
    assert "Willkommen." in run(*words).output
    assert "Welcome." in run(*words, "--language", "en").output
    plain = ("start", "einbeinstand", "--rehearse")
    assert "Welcome." in run(*plain).output
    assert "Willkommen." in run(*plain, VOICECOACH_LANGUAGE="de").output


def test_a_language_without_a_file_is_told_at_once(run: Run) -> None:
    result = run("start", "balance", "--rehearse", "--language", "fr")
    assert result.exit_code == 1
    assert result.output == (
        'Error: There is no language "fr". Languages: de, en. '
        "To write one: voicecoach new language fr\n"
    )


def test_the_screen_speaks_german(german: Language) -> None:
    played = Played.begun(session_in(german))
    played.until_phase(Phase.HOLDING)
    view = played.view
    rows = lay_out(ScreenState(view, played.now_ms, -30, german), 80, 24)
    drawn = "\n".join(row.plain for row in rows)
    assert "Rechter Fuß" in drawn
    assert "Übung 1 von 1" in drawn
    assert "sag  " in drawn
    assert "Taste  " in drawn
    assert "Mikrofon ━" in drawn
    played.say("anhalten")
    assert "(angehalten)" in " ".join(lines_for_change(view, played.view, german.book))


def test_a_translated_phrase_has_only_its_own_forms(german: Language) -> None:
    minute = german.book.sentence(phrase("summary.longest.right", n=1, side="foot"))
    assert minute == "Am längsten rechts: 1 Sekunden."
    assert german.book.sentence(phrase("side.right", side="hand")) == "Rechte Hand"
    assert german.book.sentence(phrase("left.seconds", n=1)) == "One second left."


def test_an_english_word_with_a_german_meaning_means_that(tmp_path: Path) -> None:
    text = SENTENCES + WORDS.replace('next = ["nächste übung"]', 'next = ["hold on", "stop"]')
    vocabulary = load_language("de", written(tmp_path, text)).vocabulary
    assert vocabulary.intent_of("hold on") is Intent.NEXT
    assert vocabulary.intent_of("stop") is Intent.NEXT
    assert vocabulary.intent_of("louder") is Intent.LOUDER
    assert vocabulary.number_of("drei") == 3
    assert vocabulary.decoys == ()


def test_a_command_must_keep_one_wording(tmp_path: Path) -> None:
    written(tmp_path, GERMAN.replace('no = ["nein"]', 'no = ["nein", "louder"]'))
    output = runner_in(tmp_path)("start", "balance", "--rehearse", "--language", "de").output
    assert "words: expected wordings for louder, got none, and those of en" in output


def test_without_a_model_of_the_language_it_is_told_what_to_do(german: Language) -> None:
    settings = Settings(words_per_minute=160, ready_wait_ms=5000, language="de")
    lines = list(gaps(german, settings))
    assert "does not understand" in lines[1]
    assert "--model" in lines[1]


def test_a_model_that_knows_few_of_the_words_is_told(german: Language, tmp_path: Path) -> None:
    model = tmp_path / "vosk-english"
    for name in NEEDED_FILES:
        (model / name).parent.mkdir(parents=True, exist_ok=True)
        (model / name).touch()
    (model / "graph" / "words.txt").write_text("pause 1\nzwei 2\n", encoding="utf-8")
    settings = Settings(words_per_minute=160, ready_wait_ms=5000, language="de", model=model)
    told = list(gaps(german, settings))[1]
    assert told.startswith("The speech model vosk-english can't hear the words for ")
    assert "pause" not in told


@pytest.mark.voice
def test_a_system_voice_of_the_language_speaks(run: Run, tmp_path: Path) -> None:
    rows = json.loads(run("voices", "--json", "--language", "de").output)
    assert [row["languages"] for row in rows if row["in_use"]] == [["de"]]
    path = tmp_path / "einbeinstand.wav"
    result = run("render", "einbeinstand", "--language", "de", "-o", str(path))
    assert result.exit_code == 0, result.output
    assert "Zuerst der rechte Fuß." in path.with_suffix(".txt").read_text(encoding="utf-8")
    request, identity = next(iter(json.loads(_requests(tmp_path)).items()))
    assert "de" in request.split()
    assert "/de" in identity


def _requests(home: Path) -> str:
    """The clip cache's list of requests, with the identity of the voice for each."""
    return next((home / "cache").rglob("*.json")).read_text(encoding="utf-8")


@pytest.mark.voice
def test_a_language_without_a_voice_is_told_at_once(tmp_path: Path) -> None:
    folder = written(tmp_path) / "languages"
    (folder / "de.toml").rename(folder / "xx.toml")
    path = tmp_path / "einbeinstand.wav"
    result = runner_in(tmp_path)("render", "einbeinstand", "--language", "xx", "-o", str(path))
    assert result.exit_code == 1
    assert 'The speech engine has no voice for "xx".' in result.output
