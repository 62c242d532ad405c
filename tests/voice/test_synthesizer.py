"""The synthesizer with small programs in place of its child: death, silence, nonsense, advice."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from voicecoach.errors import VoiceError
from voicecoach.program import with_pip
from voicecoach.voice.pyttsx3_engine import (
    ENGLISH,
    Listed,
    NoSuchLanguageError,
    NoSuchVoiceError,
    best_voice,
    named_voice,
    readable,
)
from voicecoach.voice.synthesizer import ChildSynthesizer, install_advice, speakable

GREETING = """
import json, os, sys, wave
options = json.loads(input())
def answer(**words): print(json.dumps(words), flush=True)
def greet(): answer(engine="fake", voice=options["voice"] or "v", voices=[["v", "Vee", ["en-us"]]])
def sound():
    with wave.open(json.loads(input())["path"], "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(bytes(1600))
    answer(rendered="")
def first_time(marker):
    if os.path.exists(marker): return False
    open(marker, "w").close()
    return True
"""
HANG = "\nsys.stdin.read()"
SERVE = "\ngreet()\nwhile True: sound()"

Maker = Callable[..., ChildSynthesizer]


@pytest.fixture
def with_child() -> Iterator[Maker]:
    """Makes synthesizers whose child runs this code."""
    made: list[ChildSynthesizer] = []

    def make(code: str, limit_s: float = 20.0) -> ChildSynthesizer:
        command = (sys.executable, "-I", "-S", "-c", GREETING + code)
        made.append(ChildSynthesizer("v", 150, command=command, sentence_limit_s=limit_s))
        return made[-1]

    yield make
    for synthesizer in made:
        synthesizer.close()


def test_a_child_that_gives_an_empty_sound_is_replaced(with_child: Maker, tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    code = f"""
greet()
if first_time({str(marker)!r}):
    with wave.open(json.loads(input())["path"], "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
    answer(rendered="")
while True: sound()
"""
    assert len(with_child(code).render("Up.").samples) == 800


def test_a_sentence_becomes_a_clip(with_child: Maker) -> None:
    clip = with_child(SERVE).render("Up.")
    assert clip.rate_hz == 8000
    assert clip.samples.shape == (800,)
    assert clip.samples.dtype.name == "float32"


def test_the_identity_names_engine_voice_and_rate(with_child: Maker) -> None:
    assert with_child(SERVE).identity == "pyttsx3 fake v 150"


def test_the_voices_of_the_engine_are_listed(with_child: Maker) -> None:
    (voice,) = with_child(SERVE).list_voices()
    assert (voice.id, voice.name, voice.languages) == ("v", "Vee", ("en-us",))


def test_nothing_to_say_needs_no_engine(with_child: Maker) -> None:
    synthesizer = with_child("raise SystemExit")
    assert len(synthesizer.render(" \n\x00").samples) == 0


@pytest.mark.parametrize(
    "mishap",
    [
        "sys.exit(1)",
        "greet(); sys.exit(1)",
        "greet(); input(); sys.exit(1)",
        "print('noise', flush=True)",
    ],
    ids=["before its greeting", "while idle", "at a sentence", "by talking nonsense"],
)
def test_a_child_that_fails_is_replaced(with_child: Maker, tmp_path: Path, mishap: str) -> None:
    code = f"if first_time({str(tmp_path / 'x')!r}):\n    {mishap}\n    {HANG.strip()}{SERVE}"
    assert len(with_child(code).render("Up.").samples) == 800


def test_a_child_that_hangs_is_replaced(with_child: Maker, tmp_path: Path) -> None:
    code = f"greet()\nif first_time({str(tmp_path / 'x')!r}): sys.stdin.read()\nwhile True: sound()"
    assert len(with_child(code, limit_s=0.3).render("Up.").samples) == 800


def test_a_child_that_hangs_twice_is_an_error_that_names_the_sentence(with_child: Maker) -> None:
    synthesizer = with_child("greet()" + HANG, limit_s=0.1)
    with pytest.raises(VoiceError, match=r'twice at the sentence "Up\.": no answer within 0\.1 s'):
        synthesizer.render("Up.")


def test_a_child_that_writes_no_sound_is_an_error(with_child: Maker) -> None:
    synthesizer = with_child("greet()\nwhile input(): answer(rendered='')")
    with pytest.raises(VoiceError, match="no sound could be read"):
        synthesizer.render("Up.")


def test_an_engine_that_refuses_a_sentence_says_why(with_child: Maker) -> None:
    synthesizer = with_child("greet()\nwhile input(): answer(trouble='sentence', detail='tired')")
    with pytest.raises(VoiceError, match="tired"):
        synthesizer.render("Up.")


def test_an_unknown_voice_is_an_error_that_names_others(with_child: Maker) -> None:
    synthesizer = with_child("answer(trouble='voice', wanted=options['voice'], detail='a, b')")
    with pytest.raises(VoiceError, match=r"no voice 'v'. Choose .* such as a, b"):
        synthesizer.render("Up.")


def test_a_missing_engine_is_an_error_that_says_how_to_get_one(with_child: Maker) -> None:
    synthesizer = with_child("answer(trouble='engine', detail='no eSpeak')")
    with pytest.raises(VoiceError, match=r"No speech engine .*\(no eSpeak\)\. \w+.*"):
        synthesizer.render("Up.")


def test_a_program_that_is_not_there_is_an_error() -> None:
    synthesizer = ChildSynthesizer(command=("/no/such/program",))
    synthesizer.start()
    with pytest.raises(VoiceError, match="could not be started"):
        synthesizer.render("Up.")
    synthesizer.close()


def test_after_closing_nothing_is_rendered_and_closing_again_is_harmless(with_child: Maker) -> None:
    synthesizer = with_child(SERVE)
    synthesizer.render("Up.")
    synthesizer.close()
    synthesizer.close()
    with pytest.raises(VoiceError, match="closed"):
        synthesizer.render("Up.")


def test_the_synthesizer_can_be_started_before_numpy_is_loaded() -> None:
    code = (
        "import sys, voicecoach.voice.synthesizer\n"
        "sys.exit(any(name in sys.modules for name in ('numpy', 'soundfile', 'pyttsx3')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Up.", "Up."),
        ("  two\n\nlines\t", "two lines"),
        ("nul\x00inside", "nul inside"),
        ("half \ud800 of it", "half of it"),
        ("naïve 腕立て 💪", "naïve 腕立て 💪"),
        ("\x1b[31m", "[31m"),
        ("", ""),
    ],
)
def test_only_speakable_text_reaches_the_engine(text: str, spoken: str) -> None:
    assert speakable(text) == spoken


@pytest.mark.parametrize(
    ("platform", "installer", "is_administrator", "advice"),
    [
        ("linux", "apt-get", True, "Run: apt install espeak-ng"),
        ("linux", "apt-get", False, "Run: sudo apt install espeak-ng"),
        ("linux", "pacman", False, "Run: sudo pacman -S espeak-ng"),
        ("linux", "none", False, f"Install espeak-ng, or run: {with_pip()} install "),
        ("darwin", "none", False, f"The system has one built in. Run: {with_pip()} install "),
        ("win32", "none", False, f"The system has one built in. Run: {with_pip()} install "),
    ],
)
def test_the_advice_is_a_command_of_this_system(
    platform: str, installer: str, is_administrator: bool, advice: str
) -> None:
    given = install_advice(
        platform, lambda name: name == installer, is_administrator=is_administrator
    )
    assert given.startswith(advice)


ESPEAK = [
    ("gmw/en-029", "English (Caribbean)", ("en-029",)),
    ("gmw/en", "English (Great Britain)", ("en-gb",)),
    ("gmw/en-us", "English (America)", ("en-us",)),
    ("gmw/de", "German", ("de",)),
]
MACOS = [
    ("com.apple.Anna", "Anna", ("de_DE",)),
    ("com.apple.BadNews", "Bad News", ("en_US",)),
    ("com.apple.Karen", "Karen", ("en_AU",)),
    ("com.apple.Samantha", "Samantha", ("en_US",)),
]


@pytest.mark.parametrize(
    ("voices", "default", "engine", "best"),
    [
        (ESPEAK, "gmw/en", "espeak", "gmw/en-us"),
        (ESPEAK[:2], "gmw/en", "espeak", "gmw/en"),
        (MACOS, "com.apple.Karen", "nsss", "com.apple.Karen"),
        (MACOS, "com.apple.Anna", "nsss", "com.apple.Samantha"),
        (MACOS[:1], "com.apple.Anna", "nsss", None),
        ([], None, "sapi5", None),
    ],
)
def test_the_best_english_voice(
    voices: Sequence[Listed], default: str | None, engine: str, best: str | None
) -> None:
    assert best_voice(voices, default, engine, ENGLISH) == best


@pytest.mark.parametrize(
    ("voices", "default", "engine", "language", "best"),
    [
        (ESPEAK, "gmw/en", "espeak", "de", "gmw/de"),
        (ESPEAK, "gmw/en", "espeak", "de-at", "gmw/de"),
        (MACOS, "com.apple.Samantha", "nsss", "de", "com.apple.Anna"),
        ([("a", "A", ("pt-br",)), ("b", "B", ("pt",))], None, "espeak", "pt", "b"),
        ([("a", "A", ("fr-be",)), ("b", "B", ("fr-fr",))], None, "espeak", "fr", "b"),
        ([("x", "Nobody knows", ())], "x", "sapi5", "de", None),
    ],
)
def test_the_best_voice_speaks_the_language(
    voices: Sequence[Listed], default: str | None, engine: str, language: str, best: str | None
) -> None:
    assert best_voice(voices, default, engine, language) == best


def test_a_language_without_a_voice_is_reported_with_the_available_ones() -> None:
    with pytest.raises(NoSuchLanguageError, match=r"^de, en$"):
        best_voice(ESPEAK, None, "espeak", "is")


def test_the_letter_a_is_an_article_in_english_alone() -> None:
    assert readable("Von A bis Z.", "espeak", "de") == "Von A bis Z."
    assert readable("From A to Z.", "espeak", "en-gb") == "From A- to Z."


def test_a_voice_is_found_by_id_or_name_in_any_case() -> None:
    assert named_voice(ESPEAK, "GMW/en-us") == "gmw/en-us"
    assert named_voice(ESPEAK, "german") == "gmw/de"
    with pytest.raises(NoSuchVoiceError, match=r"gmw/en-029, gmw/en, gmw/en-us$"):
        named_voice(ESPEAK, "Gandalf")


@pytest.mark.parametrize(
    ("text", "engine", "read"),
    [
        ("From A to Z.", "espeak", "From A- to Z."),
        ("From A to Z, with each foot.", "espeak", "From A- to Z, with each foot."),
        ("From A to Z.", "sapi5", "From A to Z."),
        ("A", "espeak", "A"),
        ("A towel. Take a towel.", "espeak", "A towel. Take a towel."),
        ("From A- to Z.", "espeak", "From A- to Z."),
        ("From B to D.", "espeak", "From B to D."),
        ("An AC outlet.", "espeak", "An AC outlet."),
    ],
)
def test_espeak_reads_the_letter_a_as_a_letter(text: str, engine: str, read: str) -> None:
    assert readable(text, engine) == read
