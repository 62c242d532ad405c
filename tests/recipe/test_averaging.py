"""Networks that began as the same one may be averaged."""

from typing import Any

import numpy as np
import pytest

pytestmark = pytest.mark.recipe


def test_weights_and_shares_are_averaged_and_counters_are_kept() -> None:
    torch: Any = pytest.importorskip("torch", reason="scripts/model/check runs it where torch is")
    from scripts.model.training.averaging import mean_of

    def stored(weight: float, share: float) -> dict[str, Any]:
        network = {"weight": torch.tensor([weight, 1.0]), "batches": torch.tensor(7)}
        return {"network": network, "priors": np.array([share, 1 - share]), "steps": 5}

    mean = mean_of([stored(2.0, 0.2), stored(4.0, 0.4), stored(6.0, 0.3)])
    assert mean["network"]["weight"].tolist() == [4.0, 1.0]
    assert int(mean["network"]["batches"]) == 7
    assert mean["priors"] == pytest.approx([0.3, 0.7])
    assert mean["steps"] == 5
