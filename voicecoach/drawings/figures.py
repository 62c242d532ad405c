"""All kinds of figures, by the name that drawing files call them."""

from collections.abc import Mapping
from types import MappingProxyType

from voicecoach.drawings.body import BODY_SIDE
from voicecoach.drawings.body_front import BODY_FRONT
from voicecoach.drawings.bust import BUST
from voicecoach.drawings.figure import Figure
from voicecoach.drawings.foot_above import FOOT_ABOVE
from voicecoach.drawings.foot_front import FOOT_FRONT
from voicecoach.drawings.foot_side import FOOT_SIDE

FIGURES: Mapping[str, Figure] = MappingProxyType(
    {
        "body": BODY_SIDE,
        "body-front": BODY_FRONT,
        "bust": BUST,
        "foot-side": FOOT_SIDE,
        "foot-above": FOOT_ABOVE,
        "foot-front": FOOT_FRONT,
    }
)
