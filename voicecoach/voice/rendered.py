"""The coach's voice: a worker thread renders sentences ahead of their time."""

import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path

from voicecoach.core.events import Device, DeviceLost, Event
from voicecoach.errors import VoiceError
from voicecoach.sound.clip import Clip, lead_ms
from voicecoach.sound.clip_memory import ClipMemory
from voicecoach.sound.resampler import with_rate
from voicecoach.voice.clip_source import ClipSource, Synthesizer
from voicecoach.voice.speech_length import estimated_length_ms

JOIN_LIMIT_S = 2.0
"""Longest time that `close` waits for a rendering that was just interrupted."""

USUAL_LEAD_MS = 100
"""Time from the beginning of a word to its vowel until it is measured: for the numbers from one to
thirty the mean is 97 ms in espeak-ng, and 118 ms in the natural voice."""


MEMORY_BYTES = 16_000_000
"""Size of the clips in memory, about 100 sentences; the others are on disk, from where one takes a
few milliseconds. A session of an hour has 700 sentences of 100 MB."""


class RenderedVoice:
    """Implements the port `Voice`: a synthesizer, clips on disk and in memory, one worker thread.

    Only the worker waits for the engine and the disk. If the engine fails, DeviceLost is posted
    once; from then on only clips in memory are served. If another voice takes over, all that is
    said from then on is said by it.
    """

    def __init__(
        self,
        synthesizer: Synthesizer,
        post: Callable[[Event], None],
        *,
        cache_directory: Path | None,
        words_per_minute: int,
        rate_hz: int | None = None,
        cache_alias: str | None = None,
        memory_bytes: int = MEMORY_BYTES,
    ) -> None:
        """Start the worker.

        `cache_directory` None keeps nothing on disk; `words_per_minute` is for estimates; all
        clips are converted to `rate_hz`, None leaves them at the engine's rate; with `cache_alias`,
        the name of the request to the synthesizer, cached sentences need not wait for the engine.
        """
        self._synthesizer = synthesizer
        self._post = post
        self._source = ClipSource(synthesizer, cache_directory, cache_alias=cache_alias)
        self._words_per_minute = words_per_minute
        self._rate_hz = rate_hz
        self._speaks_as: str | None = None
        self._clips: ClipMemory[str] = ClipMemory(memory_bytes)
        self._measured: dict[str, tuple[int, int]] = {}
        """Duration, and time to the first vowel, of all that was rendered, ms."""
        self._uses: dict[str, list[Callable[[Clip], None]]] = {}
        self._urgent: deque[str] = deque()
        self._ahead: deque[str] = deque()
        self._stopped = False
        self._changed = threading.Condition()
        self._worker = threading.Thread(target=self._work, name="voice", daemon=True)
        self._worker.start()

    @property
    def held_bytes(self) -> int:
        """Size of the clips in memory."""
        return self._clips.held_bytes

    def length_ms(self, text: str) -> int:
        """Duration of the sentence, ms: measured once rendered, else estimated."""
        measured = self._measured.get(text)
        return measured[0] if measured else estimated_length_ms(text, self._words_per_minute)

    def lead_ms(self, text: str) -> int:
        """Time from the beginning of the sentence to its first vowel, ms: measured, else usual."""
        measured = self._measured.get(text)
        return measured[1] if measured else USUAL_LEAD_MS

    def prepare(self, texts: tuple[str, ...]) -> None:
        """Render these sentences in the background, in this order, skipping rendered ones."""
        with self._changed:
            if not self._stopped:
                self._ahead.extend(text for text in texts if text not in self._measured)
                self._changed.notify()

    def when_rendered(self, text: str, use: Callable[[Clip], None]) -> None:
        """Pass the clip to `use`: at once if rendered, else from the worker, ahead of the prepared.

        `use` is never called if the sentence can't be rendered.
        """
        with self._changed:
            clip = self._clips.get(text)
            if clip is None:
                if not self._stopped:
                    self._uses.setdefault(text, []).append(use)
                    self._urgent.append(text)
                    self._changed.notify()
                return
        use(clip)

    def close(self) -> None:
        """Stop rendering and end the engine; pending calls of `when_rendered` are dropped."""
        self._stop()
        self._synthesizer.close()
        self._worker.join(JOIN_LIMIT_S)

    def _work(self) -> None:
        # Top of the thread: whatever goes wrong is reported, and the session goes on.
        try:
            while (text := self._next()) is not None:
                self._serve(text)
        except VoiceError as error:
            self._give_up(str(error))
        except Exception as error:
            self._give_up(f"The voice stopped ({error!r}). Start the session again to hear it.")

    def _next(self) -> str | None:
        """Wait for the text to render next; None: stop."""
        with self._changed:
            is_idle = not (self._stopped or self._urgent or self._ahead)
        if is_idle:
            # A sentence in the cache does not wait until the engine has loaded.
            if self._measured:
                self._source.confirm()
            else:
                self._source.open()
            self._keep_to_one_voice()
        with self._changed:
            while not (self._stopped or self._urgent or self._ahead):
                self._changed.wait()
            if self._stopped:
                return None
            return self._urgent.popleft() if self._urgent else self._ahead.popleft()

    def _serve(self, text: str) -> None:
        is_awaited = text in self._uses
        if not is_awaited and text in self._measured:  # requested, and prepared as well
            return
        clip = self._source.kept(text)
        if clip is not None:
            self._keep_to_one_voice()
            self._hand_over(text, clip)
            return
        clip = self._source.rendered(text)
        self._keep_to_one_voice()
        self._hand_over(text, clip)
        self._source.keep(text, clip)  # last, because a caller may be waiting for the clip

    def _keep_to_one_voice(self) -> None:
        """If the voice has died and another one speaks, render all again that it has left."""
        voice = self._source.voice
        if self._speaks_as not in (None, voice):
            with self._changed:
                self._ahead.extendleft(reversed(self._measured))
                self._clips.clear()
                self._measured.clear()
        self._speaks_as = voice

    def _hand_over(self, text: str, clip: Clip) -> None:
        if self._rate_hz is not None:
            clip = with_rate(clip, self._rate_hz)
        with self._changed:
            uses = self._uses.pop(text, [])
            self._measured[text] = round(clip.duration_ms), lead_ms(clip)
            # A clip that is only prepared displaces none. Without a cache on disk all are kept.
            self._clips.keep(text, clip, makes_room=bool(uses), is_limited=self._source.is_cached)
        for use in uses:
            use(clip)

    def _give_up(self, reason: str) -> None:
        if self._stop():
            self._post(DeviceLost(Device.VOICE, reason))

    def _stop(self) -> bool:
        """Drop all requests and accept no more; False if already stopped."""
        with self._changed:
            if self._stopped:
                return False
            self._stopped = True
            self._urgent.clear()
            self._ahead.clear()
            self._uses.clear()
            self._changed.notify()
            return True
