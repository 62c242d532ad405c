"""Writes a whole session as one sound file, with tags and a text of every spoken word."""

import os
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Self

import soundfile

from voicecoach.app.languages import gaps
from voicecoach.app.session.chapters import Contents
from voicecoach.app.session.ending import end_on_signals
from voicecoach.app.session.preparation import Preparation
from voicecoach.app.session.preparing import WorkoutRequest, prepare
from voicecoach.app.session.remembering import history_until
from voicecoach.app.session.user_content import user_content
from voicecoach.app.telling import OpenBar, tell
from voicecoach.coach import Coach, Parts
from voicecoach.content.language import Language
from voicecoach.core.effects import Earcon
from voicecoach.core.phrases import phrase
from voicecoach.dataclass import dataclass
from voicecoach.devices.native_messages import native_messages_silenced
from voicecoach.errors import SettingsError
from voicecoach.places import clip_cache
from voicecoach.program import with_pip
from voicecoach.settings import Settings
from voicecoach.simulation.scripted import BlindDisplay, DeafEars
from voicecoach.sound.clip import Samples, milliseconds_of
from voicecoach.sound.earcons import earcon_clip
from voicecoach.sound.loudness import LoudnessMeter
from voicecoach.sound.mastering import gain_to, is_near, mastered
from voicecoach.sound.mixdown import Mixdown
from voicecoach.tags.facts import Tags
from voicecoach.tags.flac import tag_flac
from voicecoach.tags.id3 import tag_mp3
from voicecoach.tags.ogg import tag_ogg
from voicecoach.tags.wav import tag_wav
from voicecoach.voice.choice import cache_alias, synthesizer_for
from voicecoach.voice.clip_source import ClipSource
from voicecoach.voice.immediate import PromptVoice, Renderer

RATE_HZ = 24_000
"""A whole number of frames per ms, supported by all four formats and by players; half of it is
above the bandwidth of the voices."""
PIECE_FRAMES = RATE_HZ
"""Number of frames that are mastered at once."""
MOST_ROUNDS = 3
"""Limit to how often a file is encoded until it has its loudness; a voice rarely needs two."""
ARTIST = "voicecoach"
GENRE = "Workout"

Tagger = Callable[[BinaryIO, BinaryIO, Tags], None]


@dataclass(frozen=True, slots=True)
class SoundFormat:
    """A sound file format, with its tagger."""

    name: str
    """Name in libsndfile."""
    subtype: str
    tag: Tagger
    reserve_db: float
    """Most that its encoding raises a peak of a voice, dB, as measured with whole sessions."""

    @classmethod
    def of(cls, path: Path) -> Self:
        """Format for a file name, by its ending; raises SettingsError."""
        suffix = path.suffix.lower()
        if suffix not in _FORMATS:
            known = ", ".join(_FORMATS)
            raise SettingsError(f"{path.name}: the name must end in one of {known}.")
        name, subtype, tag, reserve_db = _FORMATS[suffix]
        if name not in soundfile.available_formats():
            raise SettingsError(
                f"The sound library of this system can't write {name}. Name a .wav or .flac file, "
                f"or run: {with_pip()} install --force-reinstall soundfile"
            )
        return cls(name, subtype, tag, reserve_db)


_FORMATS: Mapping[str, tuple[str, str, Tagger, float]] = {
    ".mp3": ("MP3", "MPEG_LAYER_III", tag_mp3, 1.0),
    ".ogg": ("OGG", "VORBIS", tag_ogg, 2.0),
    ".flac": ("FLAC", "PCM_16", tag_flac, 0.2),
    ".wav": ("WAV", "PCM_16", tag_wav, 0.2),
}


@dataclass(frozen=True, slots=True)
class RenderedSession:
    """The files of a rendered session."""

    path: Path
    text_path: Path
    """Every spoken word, with times."""
    length_ms: int
    chapters: int
    took_s: float


def write_session(
    name: str,
    wanted: WorkoutRequest,
    settings: Settings,
    sound_format: SoundFormat,
    path: Path,
    *,
    now_s: float,
    replace: bool,
    open_bar: OpenBar,
) -> RenderedSession:
    """Write the session to this file, and its text to a file next to it.

    Raises VoicecoachError, and KeyboardInterrupt on SIGINT and SIGTERM; then no file has changed.
    """
    text_path = text_path_of(path, replace=replace)
    _check_place(path, text_path, replace=replace)
    end_on_signals()
    began_s = time.perf_counter()
    history = history_until(now_s)
    preparation = prepare(
        name, wanted, settings, user_content(settings.language), history, now_s=now_s
    )
    for message in history.messages:
        tell(message)
    for line in (*gaps(preparation.language, settings), *preparation.news):
        tell(line)
    with native_messages_silenced(), ExitStack() as stack:
        renderer = _renderer(settings, preparation.language, stack)
        draft = stack.enter_context(_draft(path))
        total_ms = preparation.estimated_ms()
        with _translated(path), open_bar(path.name, total_ms) as show:
            contents, length_ms = write_sound(preparation, renderer, sound_format, draft, show)
        text = contents.text(length_ms)
        finished = stack.enter_context(_draft(path))
        tags = _tags(preparation, contents, length_ms, text)
        with _translated(path), draft.open("rb") as source, finished.open("wb") as target:
            sound_format.tag(source, target, tags)
        with _translated(text_path):
            written = stack.enter_context(_draft(text_path))
            written.write_text(text, encoding="utf-8")
            os.replace(finished, path)
            os.replace(written, text_path)
    took_s = time.perf_counter() - began_s
    return RenderedSession(path, text_path, length_ms, len(contents.chapters), took_s)


def text_path_of(path: Path, *, replace: bool) -> Path:
    """The text file beside this sound file; another format's text, or the user's, is kept."""
    usual = path.with_suffix(".txt")
    is_taken = usual.exists() and not path.exists() and not replace
    return path.with_name(f"{path.name}.txt") if is_taken else usual


def _renderer(settings: Settings, language: Language, stack: ExitStack) -> ClipSource:
    """A renderer of sentences, whose engine is closed with the stack."""
    synthesizer = synthesizer_for(
        settings.voice, settings.words_per_minute, tell, settings.language
    )
    stack.callback(synthesizer.close)
    synthesizer.start()
    synthesizer.pronounce(language.pronunciations)
    alias = cache_alias(settings.voice, settings.words_per_minute, settings.language)
    return ClipSource(synthesizer, clip_cache(), cache_alias=alias)


def _check_place(path: Path, text_path: Path, *, replace: bool) -> None:
    """Raise SettingsError if the files can't be created or would be overwritten."""
    if not path.parent.is_dir():
        raise SettingsError(
            f"There is no folder {path.parent}. Create it, or choose another with -o."
        )
    for taken in (path, text_path):
        if taken.exists() and not replace:
            raise SettingsError(
                f"{taken} already exists. Choose another file with -o, or replace it with --force."
            )


def write_sound(
    preparation: Preparation,
    renderer: Renderer,
    sound_format: SoundFormat,
    path: Path,
    progress: Callable[[float], None],
) -> tuple[Contents, int]:
    """Write the session's sound without tags; return its contents and its length, ms.

    `progress` takes the length mixed so far, ms. Raises VoiceError, OSError and SoundFileError.
    """
    # Next to the file, where there has to be room anyway. By its path: through a Python file,
    # soundfile 0.14 calls back, and loses the KeyboardInterrupt that is raised meanwhile.
    with _draft(path) as mix:
        contents, frames, lufs = _mixed(preparation, renderer, mix, progress)
        gain = 1.0
        for _ in range(MOST_ROUNDS):
            gain *= gain_to(lufs)
            lufs = _encoded(mix, gain, sound_format, path)
            if is_near(lufs):
                break
    return contents, round(milliseconds_of(frames, RATE_HZ))


def _encoded(mix: Path, gain: float, sound_format: SoundFormat, path: Path) -> float:
    """Write the mix with this gain, and return its loudness: limited peaks make it softer."""
    meter = LoudnessMeter(RATE_HZ)
    with (
        soundfile.SoundFile(mix) as mixed,
        soundfile.SoundFile(
            path, "w", RATE_HZ, 1, format=sound_format.name, subtype=sound_format.subtype
        ) as file,
    ):
        pieces = mixed.blocks(PIECE_FRAMES, dtype="float32")
        for piece in mastered(pieces, RATE_HZ, gain, reserve_db=sound_format.reserve_db):
            file.write(piece)
            meter.add(piece)
    return meter.lufs()


def _mixed(
    preparation: Preparation,
    renderer: Renderer,
    mix: Path,
    progress: Callable[[float], None],
) -> tuple[Contents, int, float]:
    """Write the sound as it is mixed; return its contents, its frames, and its loudness, LUFS."""
    frames, meter = 0, LoudnessMeter(RATE_HZ)
    with soundfile.SoundFile(mix, "w", RATE_HZ, 1, format="FLAC", subtype="PCM_24") as file:

        def write(block: Samples) -> None:
            nonlocal frames
            file.write(block)
            meter.add(block)
            frames += len(block)
            progress(milliseconds_of(frames, RATE_HZ))

        contents = _played(preparation, renderer, Mixdown(RATE_HZ, write))
    return contents, frames, meter.lufs()


def _played(preparation: Preparation, renderer: Renderer, mixdown: Mixdown) -> Contents:
    """Play the session into the mixdown; return its contents."""
    voice = PromptVoice(renderer, mixdown.rate_hz, normalize=lambda clip: clip)
    language = preparation.language
    contents = Contents(preparation.routine, language.book)
    parts = Parts(
        inbox=mixdown,
        speaker=mixdown,
        voice=voice,
        ears=DeafEars(),
        display=BlindDisplay(),
        log=contents,
        earcons={earcon: earcon_clip(earcon, mixdown.rate_hz) for earcon in Earcon},
    )
    session = preparation.session(voice, sound_delay_ms=0)
    Coach(session, parts, book=language.book, vocabulary=language.vocabulary).run()
    return contents


def _tags(preparation: Preparation, contents: Contents, length_ms: int, text: str) -> Tags:
    return Tags(
        title=preparation.routine.name,
        artist=ARTIST,
        album=ARTIST,
        genre=GENRE,
        comment=preparation.language.book.sentence(phrase("file.about")),
        text=text,
        length_ms=length_ms,
        rate_hz=RATE_HZ,
        chapters=contents.chapters,
    )


@contextmanager
def _draft(path: Path) -> Iterator[Path]:
    """A draft next to the file, deleted at the end of the block unless it was renamed."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        yield draft
    finally:
        with suppress(OSError):
            draft.unlink()


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """Turn file errors into SettingsError."""
    try:
        yield
    except (OSError, soundfile.SoundFileError) as error:
        reason = getattr(error, "strerror", None) or getattr(error, "error_string", None) or error
        raise SettingsError(
            f"Can't write {path}: {str(reason).rstrip('.')}. Name a file in a folder that exists, "
            "on a disk with room, with -o."
        ) from error
