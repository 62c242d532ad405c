"""The day on which the tests run."""

import time
from datetime import date, datetime, timedelta

_NEAR_S = 10.0
"""Longer than any test that asks which day it is."""


def today() -> date:
    """The day, of which enough is left for a test; shortly before midnight, the next one.

    To be asked once, before all else that a test does.
    """
    now = datetime.now()
    midnight = datetime.combine(now.date() + timedelta(days=1), datetime.min.time())
    left_s = (midnight - now).total_seconds()
    if left_s < _NEAR_S:
        time.sleep(left_s)
    return date.today()
