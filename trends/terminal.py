"""Text of strangers made safe to print: titles and texts come from the web, no terminal shall obey them."""

from __future__ import annotations

import json
import unicodedata

#: Invisible, and part of how words are written: Persian and emoji joiners, the soft hyphen.
_HARMLESS = "\n\t\u200c\u200d\u00ad"


def safe(text: str) -> str:
    """`text` with a mark in place of all that a terminal could act on; line breaks and tabs stay."""
    if text.isprintable():
        return text
    return "".join("\N{REPLACEMENT CHARACTER}" if _acts(sign) else sign for sign in text)


def safe_line(text: str) -> str:
    """`text` safe and on one line: nobody outside writes a second line of ours."""
    return safe(" ".join(text.splitlines()))


def safe_json(text: str) -> str:
    """JSON text with those signs escaped: it says the same, and a terminal takes no orders from it."""
    if text.isprintable():
        return text
    return "".join(json.dumps(sign)[1:-1] if _acts(sign) else sign for sign in text)


def _acts(sign: str) -> bool:
    """Control characters, those that turn the writing round, and halves of a pair, unfit to be written."""
    return sign not in _HARMLESS and unicodedata.category(sign) in {"Cc", "Cf", "Cs"}


def counted(number: int, noun: str) -> str:
    """`1 feed`, `2 feeds`, `2 entries`."""
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun.removesuffix('y') + 'ies' if noun.endswith('ry') else noun + 's'}"
