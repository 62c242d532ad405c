"""Labels of frames: where they are placed, how speech is cut by them, how they are stored."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from scripts.model.graph.phones import SILENCE, output_of, outputs_of
from scripts.model.speech.corpus import (
    RATE_HZ,
    Corpus,
    Pcm,
    Spoken,
    is_written,
    read_corpus,
    write_corpus,
)
from scripts.model.training.alignment import Aligned
from scripts.model.training.frames import (
    OUTPUT_SHIFT,
    Labels,
    Placed,
    Span,
    frames_of,
    outputs_of_frames,
    place_labels,
    spans_of,
)
from scripts.model.training.labeled import (
    Labeled,
    has_labels,
    parts_of_sentences,
    pauses,
    pieces_by_text,
    read_labels,
    synthesized_labels,
    words_of_sentences,
    write_labels,
)

PHRASE = np.array([0, 0, 5, 5, 6, 0, 0, 0, 0, 0, 0, 7, 7, 8, 0], np.uint8)
"""Two words with a pause of six frames between them."""


def labels(*values: int) -> Labels:
    return np.array(values, np.uint8)


def corpus_of(*labeled: Labels) -> Corpus:
    lengths = [len(each) * OUTPUT_SHIFT for each in labeled]
    samples = np.concatenate(
        [np.full(length, index + 1, np.int16) for index, length in enumerate(lengths)]
    )
    pieces = [Spoken(f"text {index}", "somebody", "test") for index in range(len(labeled))]
    return Corpus(pieces, np.cumsum([0, *lengths]), samples)


def labeled_of(*each: Labels) -> Labeled:
    bounds = np.cumsum([0, *(len(one) for one in each)])
    words = [[("go", 2, 5), ("on", 11, 14)] for _ in each]
    return Labeled(corpus_of(*each), bounds, np.concatenate(each), words)


def test_kaldi_leaves_out_incomplete_frames() -> None:
    assert [frames_of(count) for count in (0, 399, 400, 559, 560)] == [0, 0, 1, 1, 2]
    assert [outputs_of_frames(count) for count in (0, 1, 3, 4)] == [0, 1, 1, 2]


def test_labels_keep_their_place_where_nothing_was_changed() -> None:
    found = place_labels(9, [Placed(0, 3 * OUTPUT_SHIFT, 1.0, labels(1, 2, 3))])
    assert found.tolist() == [1, 2, 3]


def test_later_sound_has_later_labels() -> None:
    placed = [Placed(2 * OUTPUT_SHIFT, 2 * OUTPUT_SHIFT, 1.0, labels(4, 5))]
    assert place_labels(18, placed).tolist() == [0, 0, 4, 5, 0, 0]


def test_labels_shrink_with_faster_speech() -> None:
    placed = [Placed(0, 3 * OUTPUT_SHIFT, 2.0, labels(1, 1, 2, 2, 3, 3))]
    assert place_labels(12, placed).tolist() == [1, 2, 3, 0]


def test_labels_stretch_with_slower_speech() -> None:
    placed = [Placed(0, 4 * OUTPUT_SHIFT, 0.5, labels(1, 2))]
    assert set(place_labels(12, placed).tolist()) == {1, 2}


def test_isolated_words_are_known_with_a_little_silence_around_them() -> None:
    word = labels(*[7] * 10)
    placed = [Placed(20 * OUTPUT_SHIFT, 10 * OUTPUT_SHIFT, 1.0, word, "go")]
    assert spans_of(150, placed) == [Span(15, 35, "go")]
    assert spans_of(96, placed) == [Span(15, 32, "go")], "no further than there are outputs"


def test_isolated_words_end_where_their_neighbors_begin() -> None:
    word = labels(*[7] * 10)
    begins = (10, 22, 40)
    placed = [
        Placed(begin * OUTPUT_SHIFT, 10 * OUTPUT_SHIFT, 1.0, word, said)
        for begin, said in zip(begins, (None, "go", None), strict=True)
    ]
    assert spans_of(150, placed) == [Span(20, 37, "go")]


def test_a_sentence_can_be_cut_in_the_middle_of_its_pauses() -> None:
    assert pauses(PHRASE) == [0, 8, 15]


def test_a_short_silence_is_part_of_a_word() -> None:
    assert pauses(labels(5, 5, 0, 0, 6, 6)) == [0, 6]


def test_silence_at_the_ends_is_not_a_place_to_cut() -> None:
    assert pauses(labels(0, 0, 0, 0, 0, 0, 5, 6, 0, 0, 0, 0, 0, 0)) == [0, 14]


def test_parts_of_sentences_go_from_pause_to_pause() -> None:
    draw = parts_of_sentences(labeled_of(PHRASE))
    chance = np.random.default_rng(1)
    found = {tuple(draw(chance).labels.tolist()) for _ in range(50)}
    whole = tuple(PHRASE.tolist())
    assert found <= {whole, whole[:8], whole[8:]}
    assert len(found) > 1


def test_samples_and_labels_of_a_part_belong_together() -> None:
    clip = labeled_of(PHRASE).part(0, 2, 5)
    assert clip.labels.tolist() == [5, 5, 6]
    assert len(clip.samples) == 3 * OUTPUT_SHIFT


def test_commands_are_found_in_sentences_as_words_in_a_row() -> None:
    draw = words_of_sentences(labeled_of(PHRASE), ["go on", "stop"])
    assert draw is not None
    clip = draw(np.random.default_rng(1))
    assert clip.labels.tolist() == PHRASE[2:14].tolist()
    assert clip.samples[0] == 0, "it begins softly"
    assert clip.said == "go on"


def test_without_a_spoken_command_there_is_none_to_draw() -> None:
    assert words_of_sentences(labeled_of(PHRASE), ["stop"]) is None


def test_a_whole_piece_is_known_by_its_text() -> None:
    draw = pieces_by_text(labeled_of(PHRASE))
    assert draw(np.random.default_rng(1)).said == "text 0"


def test_pieces_without_labels_are_never_drawn() -> None:
    labeled = labeled_of(PHRASE, PHRASE[:0], PHRASE)
    draw = pieces_by_text(labeled)
    chance = np.random.default_rng(1)
    assert {int(draw(chance).samples[0]) for _ in range(50)} == {1, 3}


def test_a_corpus_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "speech" / "flite"
    spoken = [
        (Spoken("next one", "slt", "flite", (("n", 0.1), ("eh", 0.2))), labels(1, 2).astype("i2")),
        (Spoken("stop", "awb", "flite"), labels(3).astype("i2")),
    ]
    assert not is_written(path)
    write_corpus(path, spoken)
    assert is_written(path)
    found = read_corpus(path)
    assert list(found.pieces) == [piece for piece, _ in spoken]
    assert [found.samples_of(index).tolist() for index in range(2)] == [[1, 2], [3]]


def test_half_a_corpus_counts_as_none(tmp_path: Path) -> None:
    def stops_half_way() -> Iterator[tuple[Spoken, Pcm]]:
        yield Spoken("next", "slt", "flite"), np.zeros(4, np.int16)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_corpus(tmp_path / "flite", stops_half_way())
    assert not is_written(tmp_path / "flite")


def test_labels_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "labels" / "recorded"
    corpus = corpus_of(labels(1, 2, 3), labels(4, 5))
    write_labels(path, [Aligned(labels(1, 2, 3), (("go", 0, 3),), -0.5), None])
    assert has_labels(path)
    found = read_labels(path, corpus)
    assert found.labels_of(0).tolist() == [1, 2, 3]
    assert found.usable() == [0]
    assert [list(each) for each in found.words] == [[("go", 0, 3)], []]


def test_a_synthesizer_tells_when_it_says_what() -> None:
    ends_s = (("pau", 0.06), ("n", 0.12), ("ax", 0.18), ("pau", 0.3))
    piece = Spoken("no", "slt", "flite", ends_s)
    samples = np.zeros(int(0.3 * RATE_HZ), np.int16)
    found = synthesized_labels(Corpus([piece], np.array([0, len(samples)]), samples))
    middle = output_of("N")
    expected = [SILENCE, SILENCE, middle, middle, *outputs_of("AH AH"), SILENCE, SILENCE, SILENCE]
    assert found.labels_of(0).tolist()[:9] == expected[: len(found.labels_of(0))]
