"""Checks a speech model: complete, unchanged, loads, and knows the words of the commands."""

import time
from collections.abc import Iterator
from pathlib import Path

from voicecoach.app.own_content import usual_language
from voicecoach.dataclass import dataclass
from voicecoach.errors import ModelError
from voicecoach.speech_models.lookup import check_model
from voicecoach.speech_models.store import changed_files


@dataclass(frozen=True, slots=True)
class Check:
    """Result of one check."""

    name: str
    passed: bool | None
    """None: not checked."""
    found: str


def checks(directory: Path) -> Iterator[Check]:
    """Check the model in this directory; ends after the first check that rules out the others."""
    try:
        check_model(directory)
    except ModelError as error:
        yield Check("complete", False, str(error))
        return
    yield Check("complete", True, "every required file is there")
    changed = changed_files(directory)
    if changed is None:
        yield Check("unchanged", None, "not checked: not installed by voicecoach")
    elif changed:
        yield Check(
            "unchanged",
            False,
            f"{', '.join(changed[:3])}{' and more' if len(changed) > 3 else ''} "
            f"{'differs' if len(changed) == 1 else 'differ'} from what was installed. "
            "Reinstall it with --force",
        )
    else:
        yield Check("unchanged", True, "every file is as installed")
    yield from _loaded(directory)


def _loaded(directory: Path) -> Iterator[Check]:
    from voicecoach.devices.native_messages import native_messages_silenced
    from voicecoach.devices.vosk_recognizer import VoskModel

    began_s = time.perf_counter()
    try:
        with native_messages_silenced():
            model = VoskModel(directory)
    except ModelError as error:
        yield Check("loads", False, str(error))
        return
    yield Check("loads", True, f"in {time.perf_counter() - began_s:.1f} s")
    words = usual_language().vocabulary.words
    wordings = [wording for spoken in words.values() for wording in spoken]
    unknown = model.unknown(wordings)
    deaf = [
        intent.value for intent, spoken in words.items() if spoken and set(spoken) <= set(unknown)
    ]
    found = f"{len(wordings) - len(unknown)} of {len(wordings)} commands can be heard"
    yield Check("words", not deaf, found + (f"; none for {', '.join(deaf)}" if deaf else ""))
