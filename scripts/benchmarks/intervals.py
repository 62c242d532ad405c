"""The interval in which a share lies."""

from math import sqrt

_Z = 1.96
"""For 95 %."""


def interval(count: int, total: int) -> tuple[float, float]:
    """Wilson's interval of 95 % for a share, in percent: `count` of `total`."""
    if not total:
        return 0.0, 100.0
    share = count / total
    middle = share + _Z**2 / (2 * total)
    spread = _Z * sqrt(share * (1 - share) / total + _Z**2 / (4 * total**2))
    scale = 100 / (1 + _Z**2 / total)
    return max(0.0, (middle - spread) * scale), min(100.0, (middle + spread) * scale)


def share_text(count: int, total: int) -> str:
    """For example "69.0 (60.1-76.8)", in percent."""
    low, high = interval(count, total)
    return f"{100 * count / max(total, 1):.1f} ({low:.1f}-{high:.1f})"
