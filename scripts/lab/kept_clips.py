"""The very clips that a coach in a folder of its own has rendered and kept."""

from contextlib import closing
from pathlib import Path

from scripts.lab.scripted_user import homeless
from voicecoach.content.loader import load_language
from voicecoach.settings_file import DEFAULT_WORDS_PER_MINUTE
from voicecoach.voice.choice import synthesizer_for
from voicecoach.voice.clip_cache import ClipCache


def kept_clips(folder: Path) -> ClipCache:
    """The sentences of the voice that speaks when none is chosen; the folder is `homeless`.

    Raises SystemExit where that voice can't speak: the coach would have kept another one's.
    """
    synthesizer = synthesizer_for(None, DEFAULT_WORDS_PER_MINUTE, _give_up)
    with closing(synthesizer):
        synthesizer.pronounce(load_language().pronunciations)
        identity = synthesizer.identity
    return ClipCache(Path(homeless(folder)["XDG_CACHE_HOME"]) / "voicecoach" / "clips", identity)


def _give_up(reason: str) -> None:
    raise SystemExit(reason)
