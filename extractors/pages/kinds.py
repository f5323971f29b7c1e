"""What the bytes of a page are, by what they begin with, whatever the header says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.pages.decode import as_utf8
from records.news import Page

_MAGIC = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF8", "GIF image"),
    (b"RIFF", "RIFF file"),
    (b"PK\x03\x04", "ZIP archive"),
    (b"\x1f\x8b", "gzip archive"),
    (b"\x00\x00\x00\x18ftyp", "MP4 video"),
    (b"\x00\x00\x00\x20ftyp", "MP4 video"),
    (b"OggS", "Ogg file"),
    (b"\xd0\xcf\x11\xe0", "Office document"),
)
_FEED = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(rss|feed|rdf:RDF|urlset|sitemapindex)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKUP = re.compile(
    rb"<(?:!doctype|html|head|body|meta|title|div|p|article|section|span|table|h[1-6]|ul|br|a)\b",
    re.IGNORECASE,
)
#: What a page begins with, whatever its header says.
_PAGE = re.compile(rb"\s*<(?:!doctype html|html)\b", re.IGNORECASE)
_JSON = re.compile(rb"\s*(?:\{\s*\"|\[\s*[{\"\[])")
#: Control characters that no text has: all but tab, line ends, the form feed, escapes of old terminals.
_CONTROLS = bytes({*range(32)} - {*b"\t\n\r\f\x1b"})
#: Bytes looked at.
_SNIFFED = 4096


@dataclass(frozen=True, slots=True)
class Kind:
    """`name` is `html`, `text` or `other`; `why` names the other in words."""

    name: str
    why: str = ""


def kind_of(page: Page) -> Kind:
    """HTML and plain text are read; all else is named."""
    raw = page.body[:_SNIFFED]
    head = as_utf8(raw).removeprefix(b"\xef\xbb\xbf")
    said = page.header("content-type").partition(";")[0].strip().lower()
    for magic, name in _MAGIC:
        if raw.startswith(magic) or (magic == b"%PDF" and raw.lstrip().startswith(magic)):
            return Kind("other", name)
    feed = _FEED.match(head)
    if feed:
        return Kind("other", f"XML, <{feed[1].decode('ascii')}>")
    if "html" in said and (_MARKUP.search(head) or not _is_binary(head)):
        return Kind("html")
    if said.startswith(("image/", "audio/", "video/", "application/pdf", "font/")) and not _PAGE.match(head):
        return Kind("other", said)
    if _MARKUP.search(head) and not (said == "text/plain" and not head.lstrip().startswith(b"<")):
        return Kind("html")
    if said.endswith(("json", "javascript")) or _JSON.match(head):
        return Kind("other", "JSON")
    if _is_binary(head):
        return Kind("other", "binary")
    return Kind("text") if not said or said.startswith("text/") or page.status == 0 else Kind("other", said)


def _is_binary(head: bytes) -> bool:
    """More than one byte of fifty is a control character; noise has one of ten."""
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls > len(head) // 50
