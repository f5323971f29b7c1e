"""Where a text speaks of the market: what shares and indices did, and what they cost."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator

from extractors.document import Document
from extractors.words import KNOWLEDGE, pattern_of


def _read() -> Iterator[re.Pattern[str]]:
    with (KNOWLEDGE / "roles.toml").open("rb") as file:
        table: dict[str, list[str]] = tomllib.load(file)["market"]
    for key in ("words", "headings", "moves"):
        yield re.compile(rf"(?<!\w)(?:{pattern_of(table[key])})(?!\w)")


_MARKET, _HEADINGS, _MOVES = _read()
#: What a company sells and earns is no share, whatever moves it.
_RESULTS = re.compile(
    r"(?<!\w)(?:ricav\w+|fatturato|vendite|util[ei]|margin\w+|prezz[oi] (?:del|di)|esport\w+|spes[ae]|capex"
    r"|revenues?|sales|profits?|earnings|output|exports?|imports?|ingresos|ventas|beneficios?|export\w+|import\w+)(?!\w)"
)
#: "…1,5% a 183,69 dollari": where the move ended.
_AFTER_MOVE = re.compile(r"%\)?,?\s*(?:a|ad|to|at|hasta|en|fino\s+a|e\s+chiud\w+\s+a|,)\s*(?:quota\s+)?$")
_TRADES = re.compile(
    r"(?<!\w)(?:chiud\w+|chius\w+|chiusura|tratta\w*|scambi\w+|val(?:e|eva|evano|gono)|collocat\w+"
    r"|prezzo obiettivo|debutt\w+|titolo|azion\w+|clos\w+|trad\w+|open\w+|reported|stood|target|shares?"
    r"|pre-?market|cerr\w+|cotiz\w+|objetivo|acci\w+)(?!\w)[^.;]{0,40}$"
)
#: A heading has no more words, and no more characters.
_HEADING_WORDS, _HEADING_LENGTH = 6, 120
_REACH = 70
#: In units of any currency; Berkshire Hathaway's A share, the dearest in dollars, has cost some 800,000.
_DEAREST_SHARE = 2_000_000


def lowered(text: str, start: int, end: int) -> str:
    """The stretch in lower case; as it is where that would shift its characters."""
    piece = text[start:end]
    small = piece.lower()
    return small if len(small) == len(piece) else piece


def is_market(document: Document, span: tuple[int, int]) -> bool:
    """Whether the sentence, or its paragraph's heading, speaks of the market."""
    if _MARKET.search(lowered(document.plain, *span)):
        return True
    paragraph = bisect_right(document.paragraphs, span[0], key=lambda part: part.start) - 1
    before = document.paragraphs[max(0, paragraph - 1)]
    if before.end - before.start > _HEADING_LENGTH:
        return False
    heading = lowered(document.plain, before.start, before.end)
    return len(heading.split()) <= _HEADING_WORDS and _HEADINGS.search(heading) is not None


def is_move(text: str, span: tuple[int, int], start: int, end: int) -> bool:
    """Whether a word near the percent says that something rose or fell, and no result of a firm did."""
    near = lowered(text, max(span[0], start - _REACH), min(span[1], end + _REACH))
    if _RESULTS.search(near):
        return False
    return _MOVES.search(near) is not None or text[start] in "+-\u2013"


def is_share_price(text: str, span: tuple[int, int], start: int, value: float) -> bool:
    """Whether the sum stands where a move ended, or beside a word of trading; no share costs millions."""
    if value > _DEAREST_SHARE:
        return False
    near = lowered(text, max(span[0], start - _REACH), start)
    return bool(_AFTER_MOVE.search(near) or _TRADES.search(near))
