"""The files of transducers, against the layout that OpenFst reads."""

import struct
from pathlib import Path

import pytest

from scripts.model.graph.fst import (
    EPSILON,
    Arc,
    Fst,
    intervals_of,
    reachable_outputs,
    write_const,
    write_with_lookahead,
)


def small_tree() -> Fst:
    """Two words with the same beginning (labels 1 and 2), and one of its own (3)."""
    fst = Fst([[], [], [], []], {0: 0.0})
    fst.add_arc(0, Arc(1, EPSILON, 0.0, 1))
    fst.add_arc(0, Arc(2, EPSILON, 0.5, 3))
    fst.add_arc(1, Arc(3, EPSILON, 0.0, 2))
    fst.add_arc(1, Arc(EPSILON, 1, 0.0, 0))
    fst.add_arc(2, Arc(EPSILON, 2, 0.0, 0))
    fst.add_arc(3, Arc(2, EPSILON, 0.0, 3))
    fst.add_arc(3, Arc(EPSILON, 3, 0.0, 0))
    return fst


class Reading:
    """Takes a file apart from its beginning."""

    def __init__(self, content: bytes) -> None:
        self.content, self.at = content, 0

    def take(self, form: str) -> tuple[int, ...]:
        found = struct.unpack_from(form, self.content, self.at)
        self.at += struct.calcsize(form)
        return found

    def text(self) -> str:
        (length,) = self.take("<i")
        self.at += length
        return self.content[self.at - length : self.at].decode()


@pytest.mark.parametrize(
    ("labels", "intervals"),
    [
        ([], []),
        ([4], [(4, 5)]),
        ([1, 2, 3], [(1, 4)]),
        ([9, 1, 2, 5], [(1, 3), (5, 6), (9, 10)]),
    ],
)
def test_labels_in_a_row_are_one_interval(
    labels: list[int], intervals: list[tuple[int, int]]
) -> None:
    assert intervals_of(labels) == intervals


def test_each_state_knows_the_words_that_can_come_next() -> None:
    assert reachable_outputs(small_tree(), final_label=4) == [{1, 2, 3, 4}, {1, 2}, {2}, {3}]


def test_an_end_can_be_reached_without_a_word() -> None:
    fst = Fst([[Arc(1, EPSILON, 0.0, 1)], [Arc(1, EPSILON, 0.0, 2)], []], {2: 0.0})
    assert reachable_outputs(fst, final_label=9) == [{9}, {9}, {9}]


def test_a_circle_of_states_shares_its_words() -> None:
    fst = Fst([[Arc(1, EPSILON, 0.0, 1)], [Arc(1, EPSILON, 0.0, 0), Arc(2, 7, 0.0, 0)]], {})
    assert reachable_outputs(fst, final_label=9) == [{7}, {7}]


def test_a_plain_file_holds_states_and_sorted_arcs(tmp_path: Path) -> None:
    path = tmp_path / "Gr.fst"
    write_const(Fst([[Arc(2, 2, 1.5, 0), Arc(1, 1, 0.5, 0)]], {0: 0.0}), path)
    reading = Reading(path.read_bytes())
    assert reading.take("<i") == (2125659606,)
    assert (reading.text(), reading.text()) == ("const", "standard")
    version, flags, properties, start, states, arcs = reading.take("<iiQqqq")
    assert (version, flags, start, states, arcs) == (2, 0, 0, 1, 2)
    assert properties & 1 << 28, "sorted by input label"
    assert reading.take("<f4I") == (0.0, 0, 2, 0, 0)
    assert [reading.take("<iifi") for _ in range(2)] == [(1, 1, 0.5, 0), (2, 2, 1.5, 0)]
    assert reading.at == len(reading.content)


def test_a_file_with_look_ahead_ends_in_intervals(tmp_path: Path) -> None:
    path = tmp_path / "HCLr.fst"
    write_with_lookahead(small_tree(), path)
    reading = Reading(path.read_bytes())
    reading.take("<i")
    assert reading.text() == "olabel_lookahead"
    reading.text()
    reading.take("<iiQqqq")
    assert reading.take("<i") == (446681434,)
    reading.take("<i")
    assert reading.text() == "const"
    reading.text()
    *_, states, arcs = reading.take("<iiQqqq")
    reading.at += states * 20
    outputs = [reading.take("<iifi")[1] for _ in range(arcs)]
    assert outputs == [0, 0, 0, 1, 2, 0, 3], "sorted by output in each state"
    assert reading.take("<5B") == (1, 0, 1, 0, 0)
    assert reading.take("<iq") == (4, 4), "the label of the end, and a set for each state"
    sets = []
    for _ in range(4):
        (count,) = reading.take("<q")
        sets.append([reading.take("<ii") for _ in range(count)])
        (size,) = reading.take("<i")
        assert size == sum(end - begin for begin, end in sets[-1])
    assert sets == [[(1, 5)], [(1, 3)], [(2, 3)], [(3, 4)]]
    assert reading.at == len(reading.content)


def test_a_state_without_a_final_cost_is_not_final(tmp_path: Path) -> None:
    path = tmp_path / "Gr.fst"
    write_const(Fst([[Arc(1, 1, 0.0, 1)], []], {1: 0.0}), path)
    reading = Reading(path.read_bytes())
    reading.at = len(reading.content) - 2 * 20 - 16
    assert reading.take("<f4I")[0] == float("inf")
    assert reading.take("<f4I")[0] == 0.0
