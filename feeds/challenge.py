"""Bot checks: pages that stand where a feed or an article should."""

from __future__ import annotations

from collections.abc import Iterable

from feeds.headers import first

#: Marks in the first bytes of a body, lower case, and whose they are. General knowledge of such pages,
#: 2025; a check that we don't know counts as NOT_A_FEED, with the page's title.
_MARKS = {
    b"/cdn-cgi/challenge-platform/": "Cloudflare",
    b"<title>just a moment...</title>": "Cloudflare",
    b"attention required! | cloudflare": "Cloudflare",
    b"captcha-delivery.com": "DataDome",
    b"_incapsula_resource": "Imperva",
    b"px-captcha": "HUMAN",
    b"awswafcookiedomainlist": "AWS WAF",
    b"ddos-guard": "DDoS-Guard",
    b"/.within.website/": "Anubis",
    b"errors.edgesuite.net": "Akamai",
}
_LOOK = 30_000


def challenge_in(headers: Iterable[tuple[str, str]], body: bytes) -> str:
    """Whose bot check this answer is, "" when it is none."""
    if "challenge" in first(headers, "cf-mitigated"):
        return "Cloudflare"
    head = body[:_LOOK].lower()
    return next((name for mark, name in _MARKS.items() if mark in head), "")
