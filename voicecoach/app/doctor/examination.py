"""Checks everything that a session needs, one thing after another, going on after failures."""

import os
import platform
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

from voicecoach.app.doctor.echo_measurement import measure_echo
from voicecoach.app.doctor.findings import (
    CommandTrial,
    Finding,
    State,
    judge_commands,
    judge_echo,
    judge_microphone,
    judge_noise,
    starting_volume_db,
)
from voicecoach.app.doctor.measured import Measured
from voicecoach.app.doctor.sound import SoundCheck
from voicecoach.app.own_content import usable_language
from voicecoach.core.dialogue.grammar import grammar_without_phase
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.intents import Grammar
from voicecoach.core.phrases import phrase
from voicecoach.devices.device_choice import Direction, choose_device
from voicecoach.devices.soundcard import list_devices
from voicecoach.errors import AudioDeviceError, ModelError, VoiceError
from voicecoach.hearing.chain import HearingChain
from voicecoach.hearing.echo_report import EchoReport, echo_report
from voicecoach.hearing.spotter import CommandSpotter
from voicecoach.program import program, with_pip
from voicecoach.settings import Settings
from voicecoach.sound.clip import Clip
from voicecoach.sound.level import level_of
from voicecoach.speech_models.lookup import find_model
from voicecoach.voice.choice import synthesizer_for
from voicecoach.voice.normalization import normalized

LIBRARIES = ("vosk", "sounddevice", "soundfile", "samplerate", "numpy", "pyttsx3")
WHERE_THERE_ARE_WHEELS = ("hibari-tts", "onnxruntime")
"""Libraries that some systems do without."""
QUIET_MS = 2000
"""Duration of the recording of the room's noise."""
WORD_LIMIT_MS = 6000
"""Longest wait for a command."""
COMMANDS = (Intent.READY, Intent.PAUSE, Intent.NEXT, Intent.STOP, Intent.HOW_MANY_LEFT)

Tell = Callable[[str], None]
"""Shows the user a line about what happens, or what to do."""


class Examination:
    """One run of the doctor; `findings` does the work, `measured` has its results."""

    def __init__(self, settings: Settings, tell: Tell, *, asks: bool) -> None:
        """`asks`: ask the user to say commands."""
        self._settings = settings
        self._tell = tell
        self._asks = asks
        self._language = usable_language(settings.language)
        self._synthesizer = synthesizer_for(
            settings.voice, settings.words_per_minute, tell, settings.language
        )
        self._synthesizer.pronounce(self._language.pronunciations)
        self._sound = SoundCheck(settings.device_in, settings.device_out)
        self._has_voice = False
        self._chain: HearingChain | None = None
        self._noise_db: float | None = None
        self._user_db: float | None = None
        self._report: EchoReport | None = None

    @property
    def measured(self) -> Measured:
        """Starting values for sessions, from the findings so far."""
        report = self._report
        audible = report if report and report.is_audible else None
        return Measured(
            self._settings.device_in,
            self._settings.device_out,
            noise_db=_rounded(self._noise_db),
            user_db=_rounded(self._user_db),
            echo_db=_rounded(audible.echo_db if audible else None),
            left_db=_rounded(audible.residual_db if audible else None),
            delay_ms=_rounded(audible.delay_ms if audible else None),
            late_ms=audible.late_ms if audible else 0.0,
            volume_db=starting_volume_db(report, self._user_db) if report else 0.0,
        )

    def findings(self) -> Iterator[Finding]:
        """Run the checks in turn; the first ones are immediate."""
        self._synthesizer.start()
        if line := self._language.gaps():
            self._tell(line)
        yield _libraries()
        yield self._voice()
        yield self._device("input", "microphone", self._sound.open_microphone)
        yield self._device("output", "loudspeaker", self._sound.open_loudspeaker)
        yield from self._room()
        yield self._model()
        # The commands come before the echo is judged, since they give the user's level.
        report = self._record_echo()
        commands = self._commands()
        yield self._echo(report)
        yield commands

    def close(self) -> None:
        """Close the devices and the voice."""
        self._sound.close()
        self._synthesizer.close()

    def _voice(self) -> Finding:
        began_s = time.perf_counter()
        try:
            name = self._synthesizer.identity
            self._clip(self._language.book.sentence(phrase("doctor.say", words="go")))
        except VoiceError as error:
            return Finding("voice", State.FAILED, "there is none", str(error))
        self._has_voice = True
        took_ms = (time.perf_counter() - began_s) * 1000
        return Finding("voice", State.OK, f"{name}, first words after {took_ms:.0f} ms")

    def _device(self, direction: Direction, what: str, open_it: Callable[[], int]) -> Finding:
        wanted = self._settings.device_in if direction == "input" else self._settings.device_out
        try:
            device = choose_device(list_devices(), direction, wanted)
            rate_hz = open_it()
        except AudioDeviceError as error:
            message, _, remedy = str(error).partition(". ")
            return Finding(what, State.FAILED, message, remedy)
        return Finding(what, State.OK, f'"{device.name}" [{device.host}], {rate_hz} Hz')

    def _room(self) -> Iterator[Finding]:
        checks = ("microphone level", "noise floor")
        if not self._sound.has_input:
            yield from (Finding(one, State.SKIPPED, "there is no microphone") for one in checks)
            return
        self._tell("Please be quiet for two seconds.")
        try:
            samples = self._sound.record(QUIET_MS)
        except AudioDeviceError as error:
            self._sound.has_input = False
            message, _, remedy = str(error).partition(". ")
            yield Finding(checks[0], State.FAILED, message, remedy)
            yield Finding(checks[1], State.SKIPPED, "there is no sound")
            return
        only_zeros = not np.any(samples)
        yield judge_microphone("the microphone", level_of(samples), only_zeros=only_zeros)
        if only_zeros:
            self._sound.has_input = False
            yield Finding(checks[1], State.SKIPPED, "there is no sound")
            return
        self._noise_db = level_of(samples)
        yield judge_noise(self._noise_db)

    def _model(self) -> Finding:
        from voicecoach.devices.vosk_recognizer import VoskModel

        began_s = time.perf_counter()
        try:
            directory = find_model(
                setting=self._settings.model,
                environ=os.environ,
                language=self._settings.language,
            )
            model = VoskModel(directory)
        except ModelError as error:
            return Finding(
                "model",
                State.FAILED,
                str(error),
                f"The one that comes with voicecoach: {program()} models use bundled",
            )
        self._chain = HearingChain(CommandSpotter(model.new_recognizer))
        took_s = time.perf_counter() - began_s
        return Finding("model", State.OK, f"{Path(directory).name}, loaded in {took_s:.1f} s")

    def _record_echo(self) -> EchoReport | Finding:
        if reason := self._lacking_for_echo():
            return Finding("echo", State.SKIPPED, reason)
        clip = self._clip(self._language.book.sentence(phrase("doctor.test")))
        try:
            return measure_echo(
                lambda: echo_report(self._sound.speak_and_record(clip)),
                self._noise_db,
                self._tell,
            )
        except AudioDeviceError as error:
            return Finding("echo", State.SKIPPED, str(error))

    def _lacking_for_echo(self) -> str:
        if not self._sound.has_input:
            return "the microphone gives no sound"
        if not self._sound.has_output:
            return "there is no loudspeaker"
        return "" if self._has_voice else "there is no voice"

    def _echo(self, report: EchoReport | Finding) -> Finding:
        if isinstance(report, Finding):
            return report
        self._report = report
        return judge_echo(report, self._user_db, self._noise_db)

    def _commands(self) -> Finding:
        if not self._asks:
            return Finding("commands", State.SKIPPED, "not asked for")
        if self._chain is None or not self._sound.has_input:
            lacking = (
                "there is no model" if self._chain is None else "the microphone gives no sound"
            )
            return Finding("commands", State.SKIPPED, lacking)
        grammar = grammar_without_phase(self._language.vocabulary)
        try:
            trials = [self._try_command(self._chain, grammar, intent) for intent in COMMANDS]
        except AudioDeviceError as error:
            return Finding("commands", State.SKIPPED, str(error))
        levels = sorted(one.level_db for one in trials if one.is_right)
        self._user_db = levels[len(levels) // 2] if levels else None
        return judge_commands(trials)

    def _try_command(self, chain: HearingChain, grammar: Grammar, wanted: Intent) -> CommandTrial:
        """Ask the user to say one command, and recognize it. Raises AudioDeviceError."""
        words = self._language.vocabulary.words[wanted][0]
        if self._has_voice and self._sound.has_output:
            clip = self._clip(self._language.book.sentence(phrase("doctor.say", words=words)))
            self._sound.say(clip)
            self._sound.wait_until_said(clip)
        self._tell(f"Say: {words}")
        chain.listen_for(grammar)
        loudest_db = -120.0
        for block in self._sound.listen(WORD_LIMIT_MS):
            loudest_db = max(loudest_db, level_of(block.samples))
            for heard in chain.process(
                block.samples, self._sound.reference_for(block), block.began_ms
            ):
                meant = self._language.vocabulary.intent_of(heard.words)
                return CommandTrial(
                    words, heard.words, meant is wanted, heard.is_doubtful, loudest_db
                )
        return CommandTrial(words, "", False, False, loudest_db)

    def _clip(self, sentence: str) -> Clip:
        return normalized(self._synthesizer.render(sentence))


def _libraries() -> Finding:
    found, missing = [f"Python {platform.python_version()}"], []
    for name in ("voicecoach", *LIBRARIES):
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    for name in WHERE_THERE_ARE_WHEELS:
        with suppress(PackageNotFoundError):
            found.append(f"{name} {version(name)}")
    try:
        list_devices()
    except AudioDeviceError as error:
        message, _, remedy = str(error).partition(". ")
        return Finding("libraries", State.FAILED, message, remedy)
    if missing:
        remedy = f"Run: {with_pip()} install {' '.join(missing)}"
        return Finding("libraries", State.FAILED, f"missing: {', '.join(missing)}", remedy)
    return Finding("libraries", State.OK, ", ".join(found))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
