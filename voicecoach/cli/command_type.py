"""The type of functions that click makes commands of, and of their decorators."""

from collections.abc import Callable
from typing import Any, TypeVar

CommandT = TypeVar("CommandT", bound=Callable[..., Any])
