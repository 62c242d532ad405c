"""Finds the speech model to use, and checks its files."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from voicecoach.core.phrases import DEFAULT_LANGUAGE, main_language
from voicecoach.errors import ModelError
from voicecoach.program import program

BUNDLED_NAME = "en-commands"
BUNDLED_LANGUAGE = DEFAULT_LANGUAGE
"""Code of the language that the bundled model understands."""
ENVIRONMENT_VARIABLE = "VOICECOACH_MODEL"
NEEDED_FILES = (
    "am/final.mdl",
    "conf/model.conf",
    "conf/mfcc.conf",
    "graph/HCLr.fst",
    "graph/Gr.fst",
)
"""Files that libvosk 0.3.45 opens of a model that takes a grammar at run time."""


def find_model(
    named: Path | None = None,
    environ: Mapping[str, str] | None = None,
    setting: Path | None = None,
    *,
    language: str = BUNDLED_LANGUAGE,
) -> Path:
    """Directory of the model to use, checked.

    `named` (the option --model) comes before the variable VOICECOACH_MODEL, before `setting`,
    before the bundled model. Raises ModelError if the first of these is not a usable model, or if
    only the bundled one is left and it does not understand the language.
    """
    variable = (environ or {}).get(ENVIRONMENT_VARIABLE)
    chosen = named or (Path(variable) if variable else None) or setting
    if chosen is None and main_language(language) != BUNDLED_LANGUAGE:
        raise ModelError(
            f'The bundled speech model does not understand "{language}": use the keys, or name the '
            "directory of a small Vosk model of that language with --model. To install one: "
            f"{program()} models install FILE.zip --use"
        )
    directory = chosen.expanduser() if chosen else bundled_model()
    check_model(directory)
    return directory


def bundled_model() -> Path:
    """The English command model: inside an installed package, or in the source tree."""
    package = Path(__file__).parents[1]
    in_wheel = package / "bundled_models" / BUNDLED_NAME
    return in_wheel if in_wheel.is_dir() else package.parent / "models" / BUNDLED_NAME


def require_bundled(setting: Path | None, language: str) -> None:
    """Raise ModelError unless the bundled model would be used: only that can be taught."""
    if setting is not None and setting.expanduser() != bundled_model():
        raise ModelError(
            f"The model in {setting} can't be taught; only the bundled one can. To use that: "
            f"{program()} models use bundled"
        )
    find_model(language=language)


def check_model(directory: Path) -> None:
    """Raise ModelError unless this is the directory of a Vosk model that takes grammars."""
    advice = "Name a Vosk model's directory with --model, or reinstall voicecoach for its own."
    if not directory.is_dir():
        raise ModelError(f"There is no speech model in {directory}. {advice}")
    if (directory / "graph" / "HCLG.fst").is_file():
        raise ModelError(
            f"The model in {directory} has a fixed vocabulary (graph/HCLG.fst), so it can't be "
            "told what to listen for. Use one of Vosk's small models instead."
        )
    missing = [name for name in NEEDED_FILES if not (directory / name).is_file()]
    if missing:
        raise ModelError(
            f"{directory} is not a complete Vosk model: it lacks {', '.join(missing)}. {advice}"
        )


def unknown_words(directory: Path, wordings: Iterable[str]) -> tuple[str, ...]:
    """Words of these wordings missing from the model's vocabulary, in order, without duplicates.

    Reads graph/words.txt; empty for a model without that list (some carry it in graph/Gr.fst).
    """
    listing = directory / "graph" / "words.txt"
    if not listing.is_file():
        return ()
    lines = listing.read_text("utf-8", errors="replace").splitlines()
    known = {line.split()[0] for line in lines if line.strip()}
    spoken = (word for wording in wordings for word in wording.split())
    return tuple(dict.fromkeys(word for word in spoken if word not in known))
