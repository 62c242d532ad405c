"""The very clips that a coach in a folder of its own has rendered and kept."""

from contextlib import closing
from pathlib import Path

from scripts.lab.scripted_user import homeless
from scripts.lab.strict_voice import strict_synthesizer
from voicecoach.content.loader import load_language
from voicecoach.voice.clip_cache import ClipCache


def kept_clips(folder: Path) -> ClipCache:
    """The sentences of the voice that speaks when none is chosen; the folder is `homeless`.

    Raises SystemExit where that voice can't speak: the coach would have kept another one's.
    """
    synthesizer = strict_synthesizer(None)
    with closing(synthesizer):
        synthesizer.pronounce(load_language().pronunciations)
        identity = synthesizer.identity
    return ClipCache(Path(homeless(folder)["XDG_CACHE_HOME"]) / "voicecoach" / "clips", identity)
