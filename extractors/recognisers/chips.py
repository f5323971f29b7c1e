"""Chips by shape: a model number next to its vendor that no catalogue lists yet, `Nvidia B42`, `l'H21 di
Nvidia`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

#: A letter or two, digits, perhaps a suffix: B30A, H20, MI308X, 910C, HBM4E. Not 5G, not 2nm, not Q3.
_MODEL = re.compile(
    r"(?<![\w.$-])(?:(?:Ascend|Kunlun|Hygon|Kirin|Xeon|Gaudi|Instinct|Trainium|Inferentia|Maia)[ -])?"
    r"(?:(?!Q[1-4]|H[12]\b|FY|G[78]\b|G20|N95|A[1-9]\b|C919)[A-Z]{1,3}\d{1,4}[A-Z]{0,2}|\d{3}[A-D])(?![\w-])"
)
#: A family's name and a model number: a chip without a vendor beside it.
_FAMILY = re.compile(
    r"(?<![\w-])(?:(?:GeForce\s|Radeon\s|Quadro\s)?(?:RTX|GTX|RX)\s?(?:PRO\s|Pro\s|A)?\d{3,4}D?(?:\s?(?:Ti|TI|Super|SUPER|XTX|XT|GRE)\b)*"
    r"|(?:Ascend|Kunlun|Kirin|Dimensity|Exynos|Snapdragon|Ryzen(?:\sAI)?|Threadripper|Epyc|EPYC|Xeon|Gaudi|Instinct|Trainium|Tensor|Core\sUltra|MTT|Hanguang|Xuantie)"
    r"\s(?:Max\+?\s|Gen\s)?[A-Z]{0,3}\d{1,4}[A-Z]{0,3})(?![\w-])"
)


def find_chips_by_family(text: str) -> Iterator[tuple[int, int]]:
    """Spans of models that carry their family's name: `RTX 4070 Ti`, `Kirin 9030`."""
    return (match.span() for match in _FAMILY.finditer(text))


#: Characters between a model and its vendor's name at most.
_NEAR = 30


def find_new_chips(text: str, vendors: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans of model numbers near a vendor's name or a known chip; `vendors` are their spans in order."""
    starts = [start for start, _ in vendors]
    for match in _MODEL.finditer(text):
        at = bisect_left(starts, match.start())
        before = at > 0 and match.start() - vendors[at - 1][1] <= _NEAR
        after = at < len(vendors) and 0 <= vendors[at][0] - match.end() <= _NEAR
        if (before and _joined(text, vendors[at - 1][1], match.start())) or (
            after and _joined(text, match.end(), vendors[at][0])
        ):
            yield match.span()


def _joined(text: str, start: int, end: int) -> bool:
    """Only small words, chip nouns and other models between the two, no full stop."""
    between = text[start:end].strip().lower()
    return _LINK.fullmatch(between) is not None


_LINK = re.compile(
    r"(?:di|de|del|della|da|of|by|from|e|ed|and|y|o|or|l'|il|lo|i|gli|gpu|gpus|chip|chips|ia|ai|the|its|'s|s|suo|suoi|su|nuovo|new|nuevo|modello|model|modelo|"
    r"acceleratore|accelerator|accelerators|acelerador|processore|processor|procesador|,|/|\(|\)|\"|-|\s)*"
)
