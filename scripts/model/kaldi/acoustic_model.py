"""Writes a trained network as `am/final.mdl`, as libvosk reads it."""

from math import log
from pathlib import Path

import numpy as np
from torch import Tensor, nn

from scripts.model.kaldi import components
from scripts.model.kaldi.reading import Array
from scripts.model.kaldi.writing import integer, integers, number, token, vector
from scripts.model.training.factored import BYPASS
from scripts.model.training.frames import COEFFICIENTS
from scripts.model.training.network import Network, Normalization


def write_acoustic_model(network: Network, priors: Array | None, path: Path) -> None:
    """`priors`: of the outputs; their logarithm is taken off the scores at run time."""
    nodes, stored = _network(network)
    context = token("<LeftContext>") + integer(network.context)
    context += token("<RightContext>") + integer(network.context)
    content = (
        b"\0B"
        + transition_model(network.output.out_features)
        + token("<Nnet3>")
        + ("\n" + "\n".join(nodes) + "\n\n").encode()
        + token("<NumComponents>")
        + integer(len(stored))
        + b"".join(token("<ComponentName>") + token(name) + each for name, each in stored.items())
        + token("</Nnet3>")
        + context
        + token("<Priors>")
        + vector([] if priors is None else priors)
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def transition_model(outputs: int) -> bytes:
    """One state for each phone, which it may stay in or leave at the same cost.

    Phone k (from 1) has the transitions 2k - 1 (stay) and 2k (leave); both read output k - 1.
    """
    phones = range(1, outputs + 1)
    topology = integers(list(phones)) + integers([-1, *[0] * outputs]) + integer(1) + integer(2)
    topology += integer(0) + integer(2) + integer(0) + number(0.5) + integer(1) + number(0.5)
    topology += integer(-1) + integer(0)
    triples = b"".join(integer(phone) + integer(0) + integer(phone - 1) for phone in phones)
    return (
        token("<TransitionModel>")
        + token("<Topology>")
        + topology
        + token("</Topology>")
        + token("<Triples>")
        + integer(outputs)
        + triples
        + token("</Triples>")
        + token("<LogProbs>")
        + vector([0.0, *[log(0.5)] * (2 * outputs)])
        + token("</LogProbs>")
        + token("</TransitionModel>")
    )


def _network(network: Network) -> tuple[list[str], dict[str, bytes]]:
    """The lines of the configuration, and the components by name."""
    nodes = [f"input-node name=input dim={COEFFICIENTS}"]
    stored: dict[str, bytes] = {}

    def add(name: str, component: bytes, source: str) -> str:
        stored[name] = component
        nodes.append(f"component-node name={name} component={name} input={source}")
        return name

    width = network.first.out_features
    around = "Append(Offset(input, -1), input, Offset(input, 1))"
    at = add("tdnn1.affine", _affine(network.first), around)
    at = add("tdnn1.relu", components.rectifier(width), at)
    at = add("tdnn1.batchnorm", _normalization(network.first_norm, width), at)
    for number_of, layer in enumerate(network.typed_layers(), 2):
        name, offset = f"tdnnf{number_of}", layer.offset
        before, after = ((-offset, 0), (0, offset)) if offset else ((0,), (0,))
        inner = add(
            f"{name}.linear", components.spliced(_values(layer.linear.weight), [], before), at
        )
        weight, bias = _values(layer.affine.weight), _values(layer.affine.bias)
        inner = add(f"{name}.affine", components.spliced(weight, bias, after), inner)
        inner = add(f"{name}.relu", components.rectifier(width), inner)
        inner = add(f"{name}.batchnorm", _normalization(layer.norm, width), inner)
        at = add(f"{name}.noop", components.identity(width), f"Sum(Scale({BYPASS}, {at}), {inner})")
    at = add("prefinal-l", components.linear(_values(network.narrow.weight)), at)
    at = add("prefinal-chain.affine", _affine(network.widen), at)
    at = add("prefinal-chain.relu", components.rectifier(network.widen.out_features), at)
    widened = network.widen.out_features
    at = add("prefinal-chain.batchnorm1", _normalization(network.wide_norm, widened), at)
    at = add("prefinal-chain.linear", components.linear(_values(network.narrow_again.weight)), at)
    narrowed = network.narrow_again.out_features
    at = add("prefinal-chain.batchnorm2", _normalization(network.final_norm, narrowed), at)
    outputs = network.output.out_features
    weight, bias = _values(network.output.weight), _values(network.output.bias)
    at = add("output.affine", components.affine(weight, bias, exact=True), at)
    at = add("output.log-softmax", components.log_softmax(outputs), at)
    nodes.append(f"output-node name=output input={at} objective=linear")
    return nodes, stored


def _affine(layer: nn.Linear) -> bytes:
    return components.affine(_values(layer.weight), _values(layer.bias))


def _normalization(layer: Normalization, width: int) -> bytes:
    return components.normalization(*layer.statistics(), layer.epsilon, width)


def _values(parameter: Tensor) -> Array:
    return np.asarray(parameter.detach().float().numpy())
