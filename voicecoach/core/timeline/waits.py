"""Times for which the coach waits for the user, where neither content nor settings say."""

OFFER_MS = 12_000
"""Wait for an answer to the offer to resume. Without one the workout is resumed: that neither loses
nor repeats what was done, and the exercise is announced and waited for as usual."""
MORNING_MS = 8000
"""Wait for the answer to the question about the morning."""
EARLY_MS = 8000
"""Wait for the answer to the question on a rest day; without one the workout begins."""
DOUBT_MS = 8000
"""Time after which a question about an uncertain recognition is forgotten."""
BREAK_QUESTION_MS = 5000
"""Silence after a question in a break."""
UNANSWERED_MS = 30_000
"""Time without an answer after which "finish here?", or a report of pain, becomes a pause."""
NOBODY_ANSWERS_MS = 30_000
"""Length of a wait without end where the user can't end it."""
REMINDER_MS = 60_000
"""Time in a pause, or in a wait without end, after which the coach says once how to go on."""
