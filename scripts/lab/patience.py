"""A patience with round margins, so that tests do not depend on those chosen for a model."""

from voicecoach.hearing.decision import Demand, Patience

PATIENCE = Patience(
    at_once=(Demand(80, 1.5), Demand(140, 1.0), Demand(300, -1.0)),
    others=(Demand(140, 2.0), Demand(240, 1.0), Demand(400, -1.0)),
    crowd_margin=3.0,
    talk_margin=4.0,
    expected_margin=1.0,
    doubt_margin=1.5,
    context_margin=-2.0,
    steady_margin=1.0,
)
