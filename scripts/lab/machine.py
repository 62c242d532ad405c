"""The machine on which something was measured."""

import os
import platform
from pathlib import Path


def machine() -> str:
    """The processor and the system that the figures come from."""
    cores = os.cpu_count()
    return (
        f"{_processor()}, {cores} cores, {platform.platform()}, Python {platform.python_version()}"
    )


def _processor() -> str:
    listing = Path("/proc/cpuinfo")
    lines = listing.read_text().splitlines() if listing.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or "unknown processor"
