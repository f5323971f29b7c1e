"""One text, two views: as stored, and with its look-alike characters made equal, one for one.

Offsets into `plain(text)` are offsets into `text`.
"""

from __future__ import annotations

import re

#: Characters that writers use for one another. Each maps to exactly one, so offsets hold.
_ALIKE = (
    ("\u2019", "'"),  # right single quote: the apostrophe of most newsrooms
    ("\u2018", "'"),
    ("\u00b4", "'"),
    ("`", "'"),
    ("\u02bc", "'"),
    ("\u2010", "-"),
    ("\u2011", "-"),
    ("\u2212", "-"),  # minus sign
    ("\u00a0", " "),
    ("\u202f", " "),  # narrow no-break space, the thousands separator of CLDR
    ("\u2009", " "),
    ("\uff04", "$"),
    ("\uffe5", "\u00a5"),  # full-width yen
)

#: Take no room and no meaning: zero-width spaces and joiners, direction marks, soft hyphen, BOM.
INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad"
_INVISIBLE_RUN = re.compile(f"[{INVISIBLE}]+")


def plain(text: str) -> str:
    """`text` with look-alike quotes, hyphens and spaces made equal, and a space for what can't be seen beside
    one; same length.
    """
    for seen, meant in _ALIKE:
        text = text.replace(seen, meant)
    return _INVISIBLE_RUN.sub(_beside_space, text)


def _beside_space(run: re.Match[str]) -> str:
    """Spaces when one stands before or behind the run, else the run as it is: it may part a word."""
    before, after = run.string[run.start() - 1 : run.start()], run.string[run.end() : run.end() + 1]
    return " " * len(run.group()) if before.isspace() or after.isspace() else run.group()


class Mask:
    """Which characters an earlier recogniser has spoken for."""

    __slots__ = ("_taken",)

    def __init__(self, length: int) -> None:
        self._taken = bytearray(length)

    def is_free(self, start: int, end: int) -> bool:
        """Whether nobody has taken any character of the half-open span."""
        return self._taken.find(1, start, end) < 0

    def take(self, start: int, end: int) -> None:
        """Speak for the span; taking it twice is harmless."""
        self._taken[start:end] = b"\x01" * (end - start)
