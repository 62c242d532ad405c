"""The page of `voicecoach voices`, and sample files."""

from dataclasses import asdict
from pathlib import Path

import soundfile

from voicecoach.app.own_content import usable_language
from voicecoach.app.telling import tell
from voicecoach.dataclass import dataclass
from voicecoach.errors import SettingsError, VoiceError
from voicecoach.program import program, to_install
from voicecoach.settings_file import DEFAULT_WORDS_PER_MINUTE
from voicecoach.voice.choice import (
    NATURAL,
    SYSTEM,
    is_natural,
    meant_voice,
    natural_is_installed,
    natural_synthesizer,
    synthesizer_for,
    system_synthesizer,
)
from voicecoach.voice.clip_source import ClipSource
from voicecoach.voice.process import EngineVoice
from voicecoach.voice.synthesizer import ChildSynthesizer


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """A voice to choose, or an engine without one."""

    engine: str
    voice: str
    """Value for --voice; empty if the engine can't speak."""
    name: str
    languages: tuple[str, ...]
    in_use: bool
    note: str = ""

    def as_json(self) -> dict[str, object]:
        """The row for --json."""
        return asdict(self)


def voice_rows(chosen: str | None, language: str, *, show_all: bool) -> list[VoiceRow]:
    """Natural voices, then system voices; only those of the language unless `show_all`."""
    meant = meant_voice(chosen, language)
    natural = _natural_rows(meant)
    speaks = any(row.in_use for row in natural)
    meant = SYSTEM if is_natural(meant) else meant
    return [*natural, *_system_rows(meant, language, in_use=not speaks, show_all=show_all)]


def _natural_rows(meant: str) -> list[VoiceRow]:
    if not natural_is_installed():
        return [VoiceRow(NATURAL, "", "", (), False, f"not installed: {to_install(NATURAL)}")]
    try:
        voices = _voices_of(natural_synthesizer(NATURAL, DEFAULT_WORDS_PER_MINUTE))
    except VoiceError as error:
        return [VoiceRow(NATURAL, "", "", (), False, str(error))]
    rows = []
    for index, (_, one) in enumerate(voices):
        name = NATURAL if index == 0 else f"{NATURAL}-{one.id}"
        used = meant in (name, f"{NATURAL}-{one.id}")
        rows.append(VoiceRow(NATURAL, name, one.name, one.languages, used))
    return rows


def _system_rows(meant: str, language: str, *, in_use: bool, show_all: bool) -> list[VoiceRow]:
    try:
        voices = _voices_of(system_synthesizer(meant, DEFAULT_WORDS_PER_MINUTE, language))
    except VoiceError as error:
        return [VoiceRow(SYSTEM, "", "", (), False, str(error))]
    return [
        VoiceRow(SYSTEM, one.id, one.name, one.languages, chosen and in_use)
        for chosen, one in voices
        if show_all or chosen or any(_main(name) == _main(language) for name in one.languages)
    ]


def _voices_of(synthesizer: ChildSynthesizer) -> list[tuple[bool, EngineVoice]]:
    """The voices of an engine, each with True if the engine would speak with it."""
    try:
        identity = synthesizer.identity
        return [(f" {one.id} " in identity, one) for one in synthesizer.list_voices()]
    finally:
        synthesizer.close()


def _main(language: str) -> str:
    return language.lower().replace("_", "-").strip("\x00\x02\x05").split("-")[0]


def print_voices(rows: list[VoiceRow]) -> None:
    """Print one line per voice."""
    from voicecoach.cli.pages.page import Page, faint, name

    page = Page()
    for engine, title in ((NATURAL, "Natural voice"), (SYSTEM, "System voices")):
        page.heading(title)
        page.columns(
            [
                (
                    name(row.voice or "none"),
                    row.name,
                    "in use" if row.in_use else "",
                    faint(row.note or ", ".join(row.languages)),
                )
                for row in rows
                if row.engine == engine
            ],
            widest=3,
        )
        page.gap()
    page.text(f"Hear one: {program()} voices --sample --voice NAME", style="dim")
    page.text('Keep it: voice = "NAME" in the settings file', style="dim")
    page.text("The best of the system's own: --voice system", style="dim")


def write_sample(
    text: str, voice: str | None, words_per_minute: int, language: str, path: Path
) -> None:
    """Write a spoken text as a sound file; raises VoiceError and SettingsError."""
    synthesizer = synthesizer_for(voice, words_per_minute, tell, language)
    synthesizer.pronounce(usable_language(language).pronunciations)
    try:
        clip = ClipSource(synthesizer, None).render(text)
    finally:
        synthesizer.close()
    try:
        soundfile.write(path, clip.samples, clip.rate_hz)
    except (OSError, soundfile.SoundFileError, TypeError) as error:
        raise SettingsError(
            f"Can't write {path}: {error}. Name a .wav file in a folder that exists."
        ) from error
