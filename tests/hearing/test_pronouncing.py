"""A user's way to say a command is learned from the recognizer's scores of a few takes."""

from voicecoach.hearing.pronouncing import RivalWords, Scores, changed, ranked, usual_sayings
from voicecoach.speech_models.variants import Phones

SKIP: Phones
SKEEP: Phones
KIP: Phones
SKIP, SKEEP, KIP = ("S", "K", "IH", "P"), ("S", "K", "IY", "P"), ("K", "IH", "P")
SOUNDS: dict[str, tuple[Phones, ...]] = {
    "skip": (SKIP,),
    "no": (("N", "OW"),),
    "go": (("G", "OW"),),
    "next": (("N", "EH", "K", "S"), ("N", "EH", "K", "S", "T")),
}
MEANINGS = {"skip": frozenset({"skip"}), "no": frozenset({"no"}), "go": frozenset({"ready"})}


def test_every_word_has_its_usual_ways() -> None:
    assert len(usual_sayings(["skip", "next"], SOUNDS)) == 2
    assert usual_sayings(["skip", "hocuspocus"], SOUNDS) == []


def test_the_saying_that_fits_all_takes_best_comes_first() -> None:
    takes: list[Scores] = [
        {(SKIP,): -5.0, (SKEEP,): -2.0, (KIP,): -4.0},
        {(SKIP,): -3.0, (SKEEP,): -2.0},
    ]
    (best, *_) = ranked(takes, [(SKIP,)], [(SKEEP,), (KIP,)])
    assert best.saying == (SKEEP,)
    assert best.gain == 2.0 - 0.2


def test_a_pronunciation_that_fits_one_take_alone_is_an_accident() -> None:
    takes: list[Scores] = [{(SKIP,): -5.0, (SKEEP,): -1.0}, {(SKIP,): -3.0, (SKEEP,): -3.1}]
    assert ranked(takes, [(SKIP,)], [(SKEEP,)]) == []


def test_the_best_of_the_usual_ways_must_be_surpassed() -> None:
    (short, long), other = SOUNDS["next"], ("N", "EY", "K", "S", "T")
    takes: list[Scores] = [{(short,): -4.0, (long,): -1.0, (other,): -2.0}] * 2
    assert ranked(takes, [(short,), (long,)], [(other,)]) == []


def test_a_saying_that_was_not_returned_fits_less_than_the_worst() -> None:
    takes: list[Scores] = [{(SKEEP,): -1.0, (KIP,): -4.0}] * 2
    (best, other) = ranked(takes, [(SKIP,)], [(SKEEP,), (KIP,)])
    assert (best.saying, other.saying) == ((SKEEP,), (KIP,))


def test_a_word_must_not_come_near_to_one_with_another_meaning() -> None:
    rivals = RivalWords(SOUNDS, MEANINGS)
    assert rivals.is_free("skip", SKEEP)
    assert not rivals.is_free("go", ("N", "OW"))
    assert not rivals.is_free("go", ("G", "N", "OW"))


def test_a_word_may_come_near_to_one_with_the_same_meaning() -> None:
    same = {**MEANINGS, "no": frozenset({"ready"})}
    assert RivalWords(SOUNDS, same).is_free("go", ("N", "OW"))


def test_one_word_of_a_wording_changes_at_a_time() -> None:
    usual = [(SKIP, ("N", "OW"))]
    found = changed(["skip", "no"], usual, lambda word, phones: word == "skip")
    assert (SKEEP, ("N", "OW")) in found
    assert {each[1] for each in found} == {("N", "OW")}
