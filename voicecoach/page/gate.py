"""The gate: what a request must show to be answered at all. It knows no socket."""

import hmac

from voicecoach.dataclass import dataclass

LIVE = "live"
"""Name of the connection that carries the session; all other names are files."""
INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Gate:
    """Lets in requests with the token, under the addresses that the page is served at."""

    token: str
    hosts: frozenset[str]
    """Values of the header Host, such as "127.0.0.1:8123": a foreign name that was made to lead
    here is not among them (DNS rebinding)."""

    def admitted(self, path: str, host: str | None, origin: str | None) -> str | None:
        """Name of what is asked for: LIVE, or a file; None: nothing is served.

        Browsers send the Origin of a page with each live connection; one without it, or of another
        page, is refused.
        """
        parts = path.split("/")
        if len(parts) != 3 or parts[0] or host not in self.hosts:
            return None
        if not hmac.compare_digest(parts[1].encode(), self.token.encode()):
            return None
        name = parts[2] or INDEX
        if name == LIVE and origin != f"http://{host}":
            return None
        return name


SECURITY_HEADERS = (
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
)
"""Headers of every answer, beside the content security policy."""


def content_security_policy(host: str) -> str:
    """The policy of the page at this address: its own files, its own connection, nothing else.

    The connection is named, as Safari before 15.4 did not take it for a part of 'self'.
    """
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        f"connect-src 'self' ws://{host}; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
