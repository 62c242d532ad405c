"""Finds the pictures of the exercises, and makes of each what the page can move."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from voicecoach.content.own_picture import OwnPicture
from voicecoach.content.pictures import named_picture
from voicecoach.core.workout.exercise import Side
from voicecoach.drawings.frames import frames
from voicecoach.drawings.picture import Picture
from voicecoach.drawings.svg import SIDE
from voicecoach.errors import ContentError

_KEPT = 64
_IDENTITY = ("name", "variation", "direction", "side")
"""Keys of a scene that tell its pictures apart."""


class Pictures:
    """Makes the messages with the pictures of a session."""

    def __init__(self, *content_dirs: Path) -> None:
        """`content_dirs` are folders of the user's own content, of which the last one counts."""
        self._content_dirs = content_dirs
        self._drawn = lru_cache(_KEPT)(self._draw)
        self._shown = ""
        """Key of the last picture."""

    def with_picture(self, message: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """A message of the session, and after a scene its picture if it is another one.

        The scene does not wait for its picture, which takes some time to be drawn.
        """
        wanted = message.get("picture")
        if not wanted:
            yield message
            return
        key = _key_of(wanted)
        yield {**message, "picture": {"key": key, "text": wanted["text"]}}
        if key != self._shown and (picture := self._drawn(*map(wanted.get, _IDENTITY))):
            yield {"kind": "picture", "key": key, **picture}
        self._shown = key

    def _draw(
        self, name: str, variation: str | None, direction: str | None, side: str | None
    ) -> dict[str, Any] | None:
        try:
            found = named_picture(name, variation, direction, *self._content_dirs)
        except ContentError:
            # `voicecoach check` says what is wrong with it.
            return None
        match found:
            case Picture():
                mirrored = side is not None and (side == Side.LEFT.value) is not found.is_left
                moving = frames(found, mirrored=mirrored)
                return {"box": f"0 0 {SIDE} {SIDE}", "poses": found.pose_count, **moving}
            case OwnPicture():
                return {"box": found.view_box, "own": found.content}
            case None:
                return None


def _key_of(wanted: Mapping[str, Any]) -> str:
    return "|".join(wanted[key] or "" for key in _IDENTITY)
