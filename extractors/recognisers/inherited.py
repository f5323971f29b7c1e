"""Numbers that leave their unit out because one before said it: "800 milioni", "l'1,9"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TypeGuard

from extractors.recognisers.measured import Measured
from extractors.recognisers.money import hedged
from extractors.recognisers.numerals import Numeral
from extractors.recognisers.ranges import joins, opens_range
from extractors.words import FUNCTION
from records.facts import AmountKind

_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")
#: A code's letter, "Ascend 910B", is no scale of a sum.
_LETTER = re.compile(r"\d[A-Za-z]$")
#: Participles, and verbs of several: "45 millones corresponden".
_PARTICIPLES = (
    *("ati", "ate", "uti", "ute", "iti", "ite", "ados", "idos"),
    *("ano", "ono", "anno", "an", "en", "aron", "ieron"),
)
#: "150 miliardi di quest'anno": what follows is no noun but a time.
_OF_A_TIME = re.compile(
    r"\s+(?:di|de|del|della|dell'|of)\s*(?:(?-i:[A-Z])|fatturato|ricavi|dazi|utili?|capitale|perdite|investimenti|multa|revenue|sales|profit|ingresos|ventas|inversi\w+|quest|un\s+anno|l'anno|ora|oggi|allora|ieri|prima|due|tre|(?:19|20)\d\d|last|this|a\s+year|hace|este|anno|año|today|hoy|ayer)",
    re.IGNORECASE,
)
#: Characters over which a bare "800 milioni" looks back for its currency.
_NEAR = 1500
#: Characters to a sum that surely counts in the same currency.
_CLOSE = 50
#: "Il titolo ha perso il 4,1%, Besi l'1,9;": a share of the same kind, its sign left out.
_ARTICLE = re.compile(r"(?:\b(?:il|lo|dello|del|di un|un|el|por)\s|\b(?:l|dell)')$", re.IGNORECASE)
_SHARE_ENDS = re.compile(r"[.,;:)]+(?:\s|$)|\s+(?:e|ed|y|and)\s|$")
_SENTENCE = re.compile(r"[.!?]\s")
#: Characters over which a bare "3,3" looks back for its percent sign.
_SAME_SENTENCE = 120
_MILLION = 1e6


class Currencies:
    """The currencies that an article has counted in so far: a sum without one is in that of most sums."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()
        self._reached = -_NEAR
        self._last = ""

    def see(self, money: Measured) -> None:
        """Remember a sum that is not another's conversion."""
        self._seen[money.unit] += 1
        self._reached, self._last = money.end, money.unit

    def meant_at(self, start: int) -> str | None:
        """What a bare sum at `start` counts: as one close before it, else as most; of equals the first."""
        if start - self._reached < _CLOSE:
            return self._last
        return max(self._seen, key=self._seen.__getitem__) if start - self._reached < _NEAR else None


def inherit(
    text: str, start: int, end: int, items: Sequence[Measured | Numeral], currencies: Currencies
) -> list[Measured | Numeral]:
    """Give a bare "800 milioni" the currency of the money it is listed with, else that of the article, and a
    bare "l'1,9" the percent of its sentence.
    """
    whole: list[Measured | Numeral] = []
    share: Measured | None = None
    for index, item in enumerate(items):
        given = item
        if isinstance(item, Numeral) and item.scale >= _MILLION and _stands_alone(text, item, end):
            following = items[index + 1] if index + 1 < len(items) else None
            listed = following is not None and joins(text, item, following)
            unit = currencies.meant_at(item.start)
            if listed and not opens_range(text, item.start, start) and is_money(following):
                given = _like(text, start, end, item, AmountKind.MONEY, following.unit)
            elif not listed and unit:
                given = _like(text, start, end, item, AmountKind.MONEY, unit)
        elif isinstance(item, Numeral) and share and _is_share(text, item, share, end):
            given = _like(text, start, end, item, AmountKind.PERCENT, share.unit)
        if is_money(given) and text[max(0, given.start - 1) : given.start] != "(":  # not a conversion
            currencies.see(given)
        if isinstance(given, Measured) and given.kind == AmountKind.PERCENT:
            share = given
        whole.append(given)
    return whole


def _is_share(text: str, numeral: Numeral, share: Measured, end: int) -> bool:
    """Whether `share` stands in the same sentence, and nothing behind the number says what else it counts."""
    return (
        numeral.digits
        and numeral.scale == 1
        and abs(numeral.value) <= 100
        and numeral.start - share.end < _SAME_SENTENCE
        and _ARTICLE.search(text, share.end, numeral.start) is not None
        and _SHARE_ENDS.match(text, numeral.end, end) is not None
        and _SENTENCE.search(text, share.end, numeral.start) is None
    )


def is_money(item: Measured | Numeral | None) -> TypeGuard[Measured]:
    return isinstance(item, Measured) and item.kind == AmountKind.MONEY


def _stands_alone(text: str, numeral: Numeral, end: int) -> bool:
    """No noun follows that the number could count."""
    if _LETTER.search(text, numeral.start, numeral.end):
        return False
    if _OF_A_TIME.match(text, numeral.end, end):
        return True
    word = _NEXT_WORD.match(text, numeral.end, end)
    if word is not None and word[1].endswith(_PARTICIPLES):
        return True  # "50 milioni arrivati dalla Cina"
    return word is None or (word[1].lower() in FUNCTION and word[1].lower() not in ("di", "de", "of", "d"))


def _like(text: str, start: int, end: int, numeral: Numeral, kind: AmountKind, unit: str) -> Measured:
    return hedged(
        text,
        numeral,
        numeral.start,
        numeral.end,
        start,
        end,
        value=numeral.value,
        unit=unit,
        kind=kind,
        cue=f"{kind}_of_neighbour",
    )
