"""Names of exercises as they may be said."""

from dataclasses import replace

from tests.core.sample import CALF_RAISES
from voicecoach.content.loader import load_language, load_library
from voicecoach.core.dialogue.exercise_names import spoken_names
from voicecoach.core.dialogue.grammar import grammar_for
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.phases import Phase
from voicecoach.core.workout.exercise import Exercise

VOCABULARY = load_language().vocabulary


def named(name: str) -> Exercise:
    return replace(CALF_RAISES, slug=name.lower().replace(" ", "-"), name=name)


def test_a_name_is_its_words_or_one_that_no_other_name_has() -> None:
    exercises = map(named, ("Single-leg balance", "Barefoot balance", "Toe walk"))
    names = spoken_names(exercises)
    assert names == {
        "single leg balance": "single-leg-balance",
        "single": "single-leg-balance",
        "barefoot balance": "barefoot-balance",
        "barefoot": "barefoot-balance",
        "toe walk": "toe-walk",
        "walk": "toe-walk",
    }


def test_a_session_understands_the_names_of_its_own_exercises() -> None:
    full = load_library().routine("full")
    names = spoken_names(item.exercise for item in full.items)
    vocabulary = VOCABULARY.naming(names)
    grammar = grammar_for(vocabulary, Phase.RESTING).sentences
    (command,) = grammar.commands_in("okay skip to the massage please")
    assert grammar.commands[command] is Intent.GO_TO
    assert vocabulary.exercise_in(command) == "foot-massage"
    assert not grammar.commands_in("skip to the squats")


def test_outside_a_session_no_exercise_is_named() -> None:
    grammar = grammar_for(VOCABULARY, Phase.RESTING).sentences
    assert Intent.GO_TO not in grammar.commands.values()
    assert VOCABULARY.exercise_in("skip to the massage") is None


def test_of_two_numbers_the_higher_one_counts() -> None:
    assert VOCABULARY.number_of("four or five") == 5
    assert VOCABULARY.number_of("seven out of ten") == 7
    assert VOCABULARY.number_of("twenty one") == 21
    grammar = grammar_for(VOCABULARY, Phase.HURTING).sentences
    assert grammar.commands_in("maybe four or five") == ("maybe four or five",)
