"""One test of many values: each is tried, and each that fails is named.

A test of its own for each value costs 3 ms of pytest's, more than most of them take.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

ValueT = TypeVar("ValueT")
_Test = Callable[[], None]


def for_each(
    values: Iterable[ValueT], name: Callable[[ValueT], object] = str
) -> Callable[[Callable[[ValueT], None]], _Test]:
    """Decorator: try a test with each of these values; `name` tells them apart in a failure.

    Like pytest for parameters, it goes on after a value that fails. A lone failure is raised as it
    is, several of them as one group.
    """
    known = tuple(values)
    assert known, "without any value, the test could not fail"

    def decorate(test: Callable[[ValueT], None]) -> _Test:
        def tried() -> None:
            failures = []
            for value in known:
                try:
                    test(value)
                except Exception as error:
                    error.add_note(f"with {name(value)}")
                    failures.append(error)
            if len(failures) == 1:
                raise failures[0]
            if failures:
                raise ExceptionGroup(f"{len(failures)} of {len(known)} values fail", failures)

        # Not __wrapped__: pytest would ask for a fixture of the name of the test's parameter.
        tried.__name__, tried.__doc__ = test.__name__, test.__doc__
        tried.__module__, tried.__qualname__ = test.__module__, test.__qualname__
        return tried

    return decorate
