"""Ways to say a word that are near to the usual one."""

from voicecoach.speech_models.variants import all_phones, distance, variants_of

SKIP = ("S", "K", "IH", "P")


def test_a_phone_is_another_one_or_left_out_or_broken_from_the_next() -> None:
    found = variants_of(SKIP)
    assert ("S", "K", "IY", "P") in found
    assert ("S", "K", "IH") in found
    assert ("EH", "S", "K", "IH", "P") in found
    assert ("S", "K", "IH", "P", "AH") in found
    assert SKIP not in found


def test_each_differs_in_one_phone() -> None:
    assert {distance(each, SKIP) for each in variants_of(SKIP)} == {1}


def test_of_two_phones_none_is_left_out() -> None:
    assert {len(each) for each in variants_of(("N", "OW"))} == {2, 3}


def test_every_phone_of_english_may_be_another_one() -> None:
    assert len(all_phones()) == 39
    assert [phone for phone in all_phones() if len(variants_of((phone, phone))) < 2] == []


def test_they_are_phones_themselves() -> None:
    phones = all_phones()
    assert all(phones.issuperset(each) for phone in phones for each in variants_of((phone, phone)))


def test_the_distance_counts_what_is_changed_added_and_left_out() -> None:
    assert distance(SKIP, SKIP) == 0
    assert distance(SKIP, ("K", "IY", "P", "AH")) == 3
    assert distance((), SKIP) == 4
