"""Number of made-up examples with which a property is tried: by the profile of the test run."""

from hypothesis import HealthCheck, settings

SHARES = {"quick": 0.25, "default": 1.0, "thorough": 4.0}
"""Of the number that a test names, by the profile given as `--hypothesis-profile`."""
_WHOLE = 100


def register_profiles() -> None:
    """Tell Hypothesis of the profiles, none of which has a limit on wall-clock time."""
    for name, share in SHARES.items():
        settings.register_profile(
            name,
            max_examples=round(_WHOLE * share),
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        )
    settings.load_profile("default")


def examples(number: int, *, derandomize: bool = False) -> settings:
    """Decorator that tries a property with so many examples, times the share of the profile."""
    share = settings().max_examples / _WHOLE
    return settings(max_examples=max(1, round(number * share)), derandomize=derandomize)
