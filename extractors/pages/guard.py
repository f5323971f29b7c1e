"""What is never given to the parser, and why: a page made to exhaust time or memory.

lexbor is linear in the bytes except for two things, measured with selectolax 1.0.2: nested block elements
(100,000 deep: 15 s) and attributes of one tag (30,000: 1.3 s), both quadratic.
"""

from __future__ import annotations

import re
from collections import Counter

#: The largest real news pages have 5 MB, nearly all of it script.
MAX_BYTES = 12_000_000
#: Real pages have 1,000 to 10,000. A million cost the parser 0.5 s and 450 MB, our own walk 20 s.
MAX_TAGS = 80_000
#: Real pages nest 20 to 40 deep; Chromium nests no deeper than this either. A selector of two parts climbs it
#: from every element.
MAX_DEPTH = 512
#: Attributes of one tag; real ones have up to about 30.
MAX_ATTRIBUTES = 1_000
#: Below these a page cannot cost more than four seconds, so nothing is counted exactly.
_FEW_TAGS, _FEW_SEPARATORS = 15_000, 50_000

_SEPARATORS = b" \t\n\r\f/"
_ALL_BUT_MARKS = bytes(byte for byte in range(256) if byte not in _SEPARATORS + b"<")
_FLOOD = re.compile(
    rb"<[a-zA-Z][^\s/>]*+(?>[\s/]++[^\s/=>]++(?>\s*+=\s*+(?>\"[^\"]*+\"|'[^']*+'|[^\s>\"']++))?+){%d}"
    % MAX_ATTRIBUTES
)
# Elements that nest without an end; <p>, <li>, cells and void elements close by themselves.
_NESTING = re.compile(
    rb"<(/?)(div|span|section|article|main|aside|header|footer|nav|ul|ol|dl|table|blockquote|center|form|figure"
    rb"|fieldset|b|i|u|s|a|em|strong|font|small|big|tt|code|details|address|menu|dir|hgroup|pre|listing|svg|math|g"
    rb"|template|object|button|ruby|q|sub|sup|ins|del|label|h[1-6]|[a-z]+-[a-z-]*|x+)(?=[\s/>])",
    re.IGNORECASE,
)


def too_big(body: bytes) -> str:
    """Why `body` is not even looked at, one line; "" when it is."""
    return f"{len(body):,} bytes, more than {MAX_BYTES:,}" if len(body) > MAX_BYTES else ""


def too_complex(body: bytes) -> str:
    """Why `body`, which is not too big, is not parsed, one line; "" when it may be."""
    marks = body.translate(None, _ALL_BUT_MARKS)  # one pass: half the time of counting byte by byte
    tags = marks.count(b"<")
    if tags > MAX_TAGS:
        return f"{tags:,} tags, more than {MAX_TAGS:,}"
    if tags > _FEW_TAGS and _depth(body) > MAX_DEPTH:
        return f"elements nested deeper than {MAX_DEPTH:,}"
    flooded = len(marks) - tags > _FEW_SEPARATORS and _FLOOD.search(body)
    if flooded and _FLOOD.search(_without(body, b"<script", b"</script")):
        return f"a tag with more than {MAX_ATTRIBUTES:,} attributes"
    return ""


def _depth(body: bytes) -> int:
    """The deepest nesting if every start tag waits for its end tag; one without a start ends nothing."""
    depth = deepest = 0
    waiting: Counter[bytes] = Counter()
    for match in _NESTING.finditer(_without(body, b"<!--", b"-->")):
        name = match[2].lower()
        if not match[1]:
            waiting[name] += 1
            depth += 1
            deepest = max(deepest, depth)
        elif waiting[name]:
            waiting[name] -= 1
            depth -= 1
    return deepest


def _without(body: bytes, opens: bytes, closes: bytes) -> bytes:
    """`body` less each stretch from `opens` to `closes`; one never closed goes on to the end. Linear."""
    lower, parts, at = body.lower(), [], 0
    while (start := lower.find(opens, at)) >= 0:
        parts.append(body[at:start])
        end = lower.find(closes, start)
        at = end + len(closes) if end >= 0 else len(body)
    return b"".join([*parts, body[at:]])
