"""Files written in Kaldi's binary form are read back."""

from pathlib import Path

import numpy as np
import pytest

from scripts.model.kaldi import components
from scripts.model.kaldi.reading import FormatError, read_array, read_components, read_priors
from scripts.model.kaldi.writing import compressed_matrix, matrix, token, vector

CHANCE = np.random.default_rng(1)
WEIGHT = CHANCE.standard_normal((5, 8)).astype(np.float32)
BIAS = CHANCE.standard_normal(5).astype(np.float32)


def test_a_vector_is_read_as_it_was_written() -> None:
    assert read_array(vector(BIAS)).tolist() == BIAS.tolist()


def test_a_matrix_is_read_as_it_was_written() -> None:
    assert read_array(matrix(WEIGHT)).tolist() == WEIGHT.tolist()


def test_a_compressed_matrix_is_off_by_half_a_step_at_most() -> None:
    step = (WEIGHT.max() - WEIGHT.min()) / 65535
    assert np.abs(read_array(compressed_matrix(WEIGHT)) - WEIGHT).max() <= 0.51 * step


def test_a_compressed_matrix_takes_half_the_space() -> None:
    large = np.ones((64, 64))
    assert len(compressed_matrix(large)) < 0.51 * len(matrix(large))


def test_a_matrix_of_one_value_can_be_compressed() -> None:
    same = np.full((2, 3), 0.25, np.float32)
    assert np.allclose(read_array(compressed_matrix(same)), same)


def test_eight_bit_matrices_are_understood_as_well() -> None:
    content = token("CM3") + np.array([-1, 2], "<f4").tobytes() + np.array([1, 3], "<i4").tobytes()
    assert np.allclose(read_array(content + bytes([0, 255, 51])), [[-1, 1, -0.6]])


def test_an_unknown_kind_of_array_is_refused() -> None:
    with pytest.raises(FormatError, match="'XM'"):
        read_array(b"XM \x04")


def test_components_are_found_by_name(tmp_path: Path) -> None:
    stored = {
        "first": components.affine(WEIGHT, BIAS, exact=True),
        "second": components.spliced(WEIGHT, [], (-3, 0)),
        "third": components.normalization(BIAS, np.square(BIAS), 0.001, 5),
    }
    path = tmp_path / "final.mdl"
    named = [token("<ComponentName>") + token(name) + each for name, each in stored.items()]
    path.write_bytes(b"\0B" + b"".join(named))
    found = read_components(path)
    assert [each.kind for each in found.values()] == [
        "AffineComponent",
        "TdnnComponent",
        "BatchNormComponent",
    ]
    assert found["first"].arrays["LinearParams"].tolist() == WEIGHT.tolist()
    assert found["second"].time_offsets == (-3, 0)
    assert found["second"].arrays["BiasParams"].size == 0
    assert found["third"].epsilon == pytest.approx(0.001)
    assert found["third"].arrays["StatsMean"].tolist() == BIAS.tolist()


def test_a_file_that_is_not_a_model_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "final.mdl"
    path.write_bytes(b"<Nnet3> in text form")
    with pytest.raises(FormatError, match=r"final\.mdl is not a binary nnet3 model"):
        read_components(path)


def test_the_priors_of_a_model_are_read(tmp_path: Path) -> None:
    path = tmp_path / "final.mdl"
    path.write_bytes(b"\0B" + token("</Nnet3>") + token("<Priors>") + vector(BIAS))
    assert read_priors(path).tolist() == BIAS.tolist()


def test_a_file_without_priors_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "final.mdl"
    path.write_bytes(b"\0B" + token("</Nnet3>"))
    with pytest.raises(FormatError, match=r"final\.mdl is not an acoustic model"):
        read_priors(path)
