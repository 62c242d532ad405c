"""Thresholds with round margins, so that tests do not depend on those chosen for a model."""

from voicecoach.hearing.thresholds import DecisionThresholds, RequiredConfidence

THRESHOLDS = DecisionThresholds(
    at_once=(
        RequiredConfidence(80, 1.5),
        RequiredConfidence(140, 1.0),
        RequiredConfidence(300, -1.0),
    ),
    others=(
        RequiredConfidence(140, 2.0),
        RequiredConfidence(240, 1.0),
        RequiredConfidence(400, -1.0),
    ),
    follows_sound_margin=3.0,
    talk_margin=4.0,
    expected_margin=1.0,
    doubt_margin=1.5,
    context_margin=-2.0,
    streaming_margin=1.0,
)
