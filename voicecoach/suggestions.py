"""Suggestions for a mistyped name."""

from collections.abc import Iterable


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """A suggestion of the most similar known word; empty if none is similar."""
    import difflib  # late, as hardly any command needs it

    close = difflib.get_close_matches(wrong, list(known), n=1, cutoff=0.6)
    return f'; did you mean "{close[0]}"?' if close else ""
