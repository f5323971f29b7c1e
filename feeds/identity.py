"""One story, one address: the canonical URL, by which articles are told apart.

False merges are worse than twins: a query parameter goes only when it is known to track, or when the
outlet is known to name its articles by the path alone. `www.` stays: it is part of an address that works.
"""

from __future__ import annotations

import posixpath
import re
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

from feeds.addresses import is_literal

#: Parameters that only tell where a reader came from: those that ClearURLs and Firefox strip too, and
#: what newsrooms of our languages add to the links of their feeds.
_TRACKING = re.compile(
    r"""utm_\w* | [a-z]{1,4}clid | li_fat_id | gclsrc | igsh(?:id)? | mc_[ce]id | _hs\w+ | hsa_\w+ | _g[al]
    | at_(?:medium|campaign|custom|link|ptr|format)\w* | xtor | wt[._]z?mc\w* | s_cid | cmp(?:id)? | ns_\w+
    | ocid | ftag | guccounter | guce_\w+ | ito | smid | sref | taid | trk\w* | mkt_tok | spm | share
    | amp(?:_\w+)? | output_?type | refresh_ce(?:-cp)? | intcmp | __twitter_impression | vero_\w+ | oly_\w+
    | _openstat | soc_\w+""",
    re.VERBOSE | re.IGNORECASE,
)
#: Parameters that may name an article elsewhere, but not with such a value.
_ORIGIN = {"ref", "src", "source", "from", "partner", "feed", "via", "r", "cid"}
_ORIGIN_VALUES = re.compile(
    r"(?:rss|feed|atom|newsletter|twitter|facebook|social|email|home|hp|flipboard)\w*", re.IGNORECASE
)

#: Outlets that name an article by its path alone, as far as we know their links.
_BY_PATH = (
    "benzinga.com", "ansa.it", "ilsole24ore.com", "wired.it", "cnbc.com", "scmp.com", "theregister.com",
    "tomshardware.com", "nikkei.com", "elpais.com", "expansion.com", "eleconomista.es", "xataka.com",
)  # fmt: skip

_HOST = re.compile(r"[a-z0-9._:-]+")
_MOBILE = re.compile(r"^(?:m|mobile|amp|amp-www|www-amp)\.(?=[^.]+\.[^.]+$)")
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#]*", re.IGNORECASE)
_AMP_TAIL = re.compile(r"(?:/amp(?:\.html?)?|\.amp(?:\.html)?|/amp/index\.html)$", re.IGNORECASE)
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
#: Google's copies: `https://www.google.com/amp/s/host/path`, `https://host.cdn.ampproject.org/c/s/host/path`.
_CACHE = re.compile(
    r"^https?://(?:www\.google\.[a-z.]+/amp|[\w.-]*cdn\.ampproject\.org/[cv])/(s/)?", re.IGNORECASE
)


def canonical_url(url: str) -> str:
    """The address of the story at `url`: the same for all that lead to it, as far as addresses can tell.

    Idempotent. What is no http URL comes back stripped, otherwise unchanged.
    """
    url = _CACHE.sub(lambda m: "https://" if m[1] else "http://", url.strip())
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except ValueError:
        return url
    if parts.scheme.lower() not in ("http", "https") or not _HOST.fullmatch(host):
        return url
    path = _path(parts.path)
    query = _query(parts, host)
    return f"{_origin(parts.scheme.lower(), host, port)}{path}{'?' + query if query else ''}"


def _origin(scheme: str, host: str, port: int | None) -> str:
    """https stands for both schemes, except at ports and addresses where only one of them can answer."""
    if port in (80, 443):
        port = None
    if port or is_literal(host) or "." not in host:
        return f"{scheme}://{f'[{host}]' if ':' in host else host}{f':{port}' if port else ''}"
    return f"https://{_MOBILE.sub('www.', host)}"


def _path(path: str) -> str:
    path = _SESSION.sub("", path)
    path = _ESCAPE.sub(_escape, quote(path, safe="/:@!$&'()*+,;=~-._%", errors="surrogateescape"))
    path = posixpath.normpath(path).replace("//", "/") if path else ""
    path = _INDEX.sub("", _AMP_TAIL.sub("", path))
    path = re.sub(r"^/amp(?=/)", "", path, flags=re.IGNORECASE)
    return "" if path in ("/", ".") else path


def _escape(found: re.Match[str]) -> str:
    """Escapes in upper case, and none where the character may stand for itself (RFC 3986, 6.2.2)."""
    char = chr(int(found[1], 16))
    return char if char.isascii() and (char.isalnum() or char in "-._~") else found[0].upper()


def _query(parts: SplitResult, host: str) -> str:
    named_by_path = parts.path.strip("/") and any(
        host == name or host.endswith("." + name) for name in _BY_PATH
    )
    if not parts.query or named_by_path:
        return ""
    kept = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _tracks(key, value)
    ]
    return urlencode(sorted(kept))


def _tracks(key: str, value: str) -> bool:
    if _TRACKING.fullmatch(key):
        return True
    return key.lower() in _ORIGIN and bool(_ORIGIN_VALUES.fullmatch(value))
