"""The components of an nnet3 network in Kaldi's binary form.

Fields that only Kaldi's own training uses (statistics, settings of the natural gradient) get the
values of a network that was never trained there.
"""

from collections.abc import Sequence

from numpy.typing import ArrayLike

from scripts.model.kaldi.writing import (
    boolean,
    compressed_matrix,
    integer,
    integers,
    matrix,
    number,
    token,
    vector,
)


def affine(weight: ArrayLike, bias: ArrayLike, *, exact: bool = False) -> bytes:
    """A fully connected layer; weight: outputs x inputs, in 16 bits unless `exact`."""
    stored = matrix(weight) if exact else compressed_matrix(weight)
    parameters = token("<LinearParams>") + stored + token("<BiasParams>") + vector(bias)
    return _rate("AffineComponent") + parameters + token("</AffineComponent>")


def linear(weight: ArrayLike) -> bytes:
    """A fully connected layer without bias, its weight in 16 bits."""
    return (
        _rate("LinearComponent")
        + token("<Params>")
        + compressed_matrix(weight)
        + token("<OrthonormalConstraint>")
        + number(0)
        + token("<UseNaturalGradient>")
        + boolean(False)
        + token("<RankInOut>")
        + integer(20)
        + integer(80)
        + token("<Alpha>")
        + number(4)
        + token("<NumSamplesHistory>")
        + number(2000)
        + token("<UpdatePeriod>")
        + integer(4)
        + token("</LinearComponent>")
    )


def spliced(weight: ArrayLike, bias: ArrayLike, offsets: Sequence[int]) -> bytes:
    """A layer over several frames ("TdnnComponent"), its weight in 16 bits.

    `offsets` are in frames; the inputs of the weight are those of the first offset, then those of
    the second. An empty bias means none.
    """
    return (
        _rate("TdnnComponent")
        + token("<TimeOffsets>")
        + integers(offsets)
        + token("<LinearParams>")
        + compressed_matrix(weight)
        + token("<BiasParams>")
        + vector(bias)
        + token("<OrthonormalConstraint>")
        + number(0)
        + token("<UseNaturalGradient>")
        + boolean(False)
        + token("<NumSamplesHistory>")
        + number(2000)
        + token("<AlphaInOut>")
        + number(4)
        + number(4)
        + token("<RankInOut>")
        + integer(20)
        + integer(80)
        + token("</TdnnComponent>")
    )


def normalization(mean: ArrayLike, variance: ArrayLike, epsilon: float, width: int) -> bytes:
    """(x - mean) / sqrt(variance + epsilon), with fixed statistics."""
    return (
        token("<BatchNormComponent>")
        + token("<Dim>")
        + integer(width)
        + token("<BlockDim>")
        + integer(width)
        + token("<Epsilon>")
        + number(epsilon)
        + token("<TargetRms>")
        + number(1)
        + token("<TestMode>")
        + boolean(True)
        + token("<Count>")
        + number(1000)
        + token("<StatsMean>")
        + vector(mean)
        + token("<StatsVar>")
        + vector(variance)
        + token("</BatchNormComponent>")
    )


def rectifier(width: int) -> bytes:
    """max(x, 0)."""
    repaired = token("<NumDimsSelfRepaired>") + number(0)
    return _nonlinearity("RectifiedLinearComponent", width, repaired)


def log_softmax(width: int) -> bytes:
    """Log probabilities."""
    repaired = token("<NumDimsSelfRepaired>") + number(0)
    return _nonlinearity("LogSoftmaxComponent", width, repaired)


def identity(width: int) -> bytes:
    """Gives a name to a sum of other nodes."""
    inner = token("<Dim>") + integer(width) + token("<BackpropScale>") + number(1)
    return token("<NoOpComponent>") + inner + token("</NoOpComponent>")


def _rate(kind: str) -> bytes:
    return token(f"<{kind}>") + token("<LearningRate>") + number(0.001)


def _nonlinearity(kind: str, width: int, repaired: bytes) -> bytes:
    return (
        token(f"<{kind}>")
        + token("<Dim>")
        + integer(width)
        + token("<ValueAvg>")
        + vector([])
        + token("<DerivAvg>")
        + vector([])
        + token("<Count>")
        + number(0)
        + token("<OderivRms>")
        + vector([])
        + token("<OderivCount>")
        + number(0)
        + repaired
        + token("<NumDimsProcessed>")
        + number(0)
        + token(f"</{kind}>")
    )
