"""Builds a live coach from its parts, each in the thread that owns it."""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from voicecoach.app.session.preparation import Preparation
from voicecoach.app.session.remembering import recorder
from voicecoach.app.session.session_log import JsonLinesLog, SeveralLogs
from voicecoach.app.session.sound_devices import SoundDevices
from voicecoach.app.session.sound_output import SoundOutput
from voicecoach.app.session.suspension import Suspension
from voicecoach.app.teaching.taught import usable_taught
from voicecoach.app.telling import tell
from voicecoach.coach import Coach, Parts
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.events import Device, DeviceLost, Pressed, Tapped
from voicecoach.core.view import View
from voicecoach.devices.ducker import Ducker, DuckingSpeaker
from voicecoach.devices.ears import VoskEars
from voicecoach.devices.other_programs import pulse_streams
from voicecoach.devices.speaker import PortAudioSpeaker
from voicecoach.errors import ModelError, SettingsError
from voicecoach.places import content_directory, ducked_file, new_session_log
from voicecoach.ports import Display, Ears, SessionLog, Speaker, Voice
from voicecoach.simulation.scripted import DeafEars
from voicecoach.sound.earcons import EarconClips
from voicecoach.speech_models.lookup import find_model
from voicecoach.terminal.choice import display_for
from voicecoach.terminal.keyboard import Keyboard
from voicecoach.terminal.plain import PlainDisplay

if TYPE_CHECKING:
    from voicecoach.page.display import PageDisplay
    from voicecoach.terminal.screen import TerminalDisplay

FIRST_WORDS_LIMIT_S = 1.5
"""Longest wait for the first rendered sentence; then the session starts, and the voice joins in."""


def assemble(
    preparation: Preparation,
    devices: SoundDevices,
    output: SoundOutput,
    stack: ExitStack,
    watchers: Sequence[SessionLog] = (),
) -> Coach:
    """A coach with real devices; whatever must be closed goes on the stack.

    A missing device is not an error: it is posted as lost, and the session goes on without it.
    """
    return _Assembly(preparation, devices, stack).coach(output, watchers)


class _Assembly:
    """Builder of one session's parts, which share devices and an exit stack."""

    def __init__(self, preparation: Preparation, devices: SoundDevices, stack: ExitStack) -> None:
        self._preparation = preparation
        self._settings = preparation.settings
        self._devices = devices
        self._inbox = devices.inbox
        self._stack = stack
        self._later: list[Callable[[], None]] = []
        """Actions that can wait until the first words are on their way."""

    def coach(self, output: SoundOutput, watchers: Sequence[SessionLog]) -> Coach:
        """The coach, with its loudspeaker open."""
        self._later.append(partial(self._prepare_sentences, output.voice))
        log = self._log(watchers)
        terminal = self._display()
        suspension = Suspension(self._command)
        keyboard = self._stack.enter_context(
            Keyboard(self._inbox.post, on_suspend=suspension.request)
        )
        suspension.holds(terminal, keyboard)
        self._devices.wait_open()
        ears = self._ears(output.loudspeaker)
        speaker = self._ducking(output)
        page = self._page(output.loudspeaker, terminal)
        parts = Parts(
            inbox=self._inbox,
            speaker=speaker,
            voice=output.voice,
            ears=ears,
            display=Displays(terminal, page) if page else terminal,
            log=log,
            earcons=EarconClips(speaker.rate_hz),
        )
        language = self._preparation.language
        output.first_words.wait(FIRST_WORDS_LIMIT_S)
        session = self._preparation.session(
            output.voice,
            sound_delay_ms=speaker.sound_delay_ms,
            has_keys=keyboard.is_there or page is not None,
        )
        return Coach(
            session,
            parts,
            book=language.book,
            vocabulary=language.vocabulary,
            once_begun=self._start_others,
        )

    def _start_others(self) -> None:
        for start in self._later:
            start()

    def _prepare_sentences(self, voice: Voice) -> None:
        voice.prepare(self._preparation.sentences())

    def _command(self, intent: Intent) -> None:
        self._inbox.post(Tapped(self._preparation.language.vocabulary.words[intent][0]))

    def _log(self, watchers: Sequence[SessionLog]) -> SessionLog:
        settings, routine = self._settings, self._preparation.routine
        began = datetime.now().astimezone()
        remembered = recorder(
            routine.slug,
            settings,
            began,
            self._devices.clock.elapsed_ms,
            self._inbox.post,
            self._stack,
        )
        logs: list[SessionLog] = [remembered, self._preparation.familiarity, *watchers]
        try:
            lines = JsonLinesLog(settings.log or new_session_log(routine.slug, began))
        except SettingsError as error:
            tell(f"{error} This session has none.")
        else:
            self._stack.callback(lines.close)
            logs.append(lines)
        return SeveralLogs(*logs)

    def _ears(self, loudspeaker: PortAudioSpeaker | None) -> Ears:
        microphone = self._devices.microphone
        if microphone is None:
            return DeafEars()
        try:
            model = find_model(
                setting=self._settings.model,
                environ=os.environ,
                language=self._settings.language,
            )
        except ModelError as error:
            self._inbox.post(DeviceLost(Device.MODEL, str(error)))
            return DeafEars()
        taught = usable_taught(self._settings.person, model, tell)
        ears = VoskEars(
            microphone,
            model,
            self._inbox.post,
            loudspeaker=loudspeaker,
            pronunciations=taught.pronunciations,
        )
        self._later.append(ears.start)
        self._stack.callback(ears.close)
        self._stack.callback(microphone.close)
        return ears

    def _display(self) -> "TerminalDisplay | PlainDisplay":
        display = display_for(
            sys.stdout,
            self._inbox.now_ms,
            self._devices.level_db,
            self._preparation.language,
        )
        self._stack.enter_context(display)
        return display

    def _page(
        self,
        loudspeaker: "PortAudioSpeaker | None",
        terminal: "TerminalDisplay | PlainDisplay",
    ) -> "PageDisplay | None":
        """The page, to be served after the first words; None: it is not wanted."""
        settings = self._settings
        if not (settings.page or settings.share):
            return None
        from voicecoach.page.display import PageDisplay, PageWishes, Sound
        from voicecoach.page.scene import Scenes, labels

        language = self._preparation.language
        sound = Sound(lambda: 0)
        if loudspeaker:
            sound = Sound(lambda: loudspeaker.sound_delay_ms, lambda: loudspeaker.late_ms)
        page = PageDisplay(
            Scenes(language.vocabulary, language.book),
            labels(
                language.book,
                language.vocabulary,
                routine=self._preparation.routine.name,
                is_silent=settings.quiet,
            ),
            PageWishes(settings.share, settings.page, (content_directory(),)),
            began_ns=self._devices.clock.began_ns,
            now_ms=self._inbox.now_ms,
            sound=sound,
            level_db=self._devices.level_db,
            tapped=lambda words: self._inbox.post(Tapped(words)),
            pressed=lambda key: self._inbox.post(Pressed(key)),
            told=terminal.show_page,
        )
        self._later.append(page.start)
        return self._stack.enter_context(page)

    def _ducking(self, output: SoundOutput) -> Speaker:
        """The speaker, lowering other programs while it speaks if that is wanted and possible."""
        wanted = self._settings.duck
        is_on = sys.platform == "linux" if wanted is None else wanted
        if output.loudspeaker is None or not is_on:
            return output.speaker
        elapsed_ms = self._devices.clock.elapsed_ms
        ducker = Ducker(
            pulse_streams, elapsed_ms, record=ducked_file(), tell=tell if wanted else None
        )
        self._later.append(ducker.start)
        self._stack.callback(ducker.close)
        return DuckingSpeaker(output.speaker, ducker, elapsed_ms=elapsed_ms)


class Displays:
    """Shows a session on several displays."""

    def __init__(self, *displays: Display) -> None:
        self._displays = displays

    def show(self, view: View) -> None:
        """Show this view on all of them."""
        for display in self._displays:
            display.show(view)
