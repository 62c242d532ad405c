"""Names of those who are connected, from what their browsers say of themselves."""

_NAMED = (
    ("ipad", "iPad"),
    ("iphone", "iPhone"),
    ("smart-tv", "TV"),
    ("smarttv", "TV"),
    ("appletv", "TV"),
    ("googletv", "TV"),
    ("android", "Android"),
    ("cros", "Chromebook"),
    ("windows", "Windows"),
    ("macintosh", "Mac"),
    ("linux", "Linux"),
)
"""Parts of a User-Agent, the more telling first."""


def visitor_name(user_agent: str | None, address: str) -> str:
    """For example "iPhone at 192.168.1.7"; the address alone if the device is unknown."""
    agent = (user_agent or "").lower()
    device = next((name for part, name in _NAMED if part in agent), None)
    return f"{device} at {address}" if device else address
