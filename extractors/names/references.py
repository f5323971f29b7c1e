"""Later mentions by a part of the name: `Huang` after Jensen Huang, `Edge Matrix` after Edge Matrix
Computing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.names.lexicon import COMPANY_SUFFIXES, FIRST_NAMES, HEADS, LAST_NAMES, PARTICLES
from extractors.names.scan import Scan
from extractors.nationality import ADJECTIVES
from extractors.words import OPENERS, cues

_TWO = 2
#: Letters of the shortest first word by which a known company may be called: Lam.
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Reference:
    """Tokens `first` to `last` (exclusive) are a short form of the entity at hand."""

    first: int
    last: int
    entity_id: str


def short_forms_of_person(name: Sequence[str]) -> list[tuple[str, ...]]:
    """How a text may call a person after the full name: the family name, with its particles."""
    words = list(name)
    if len(words) < 2:
        return []
    forms = [tuple(words[-1:]), *([tuple(words[1:])] if len(words) > _TWO else [])]
    particle = next((i for i, word in enumerate(words[1:-1], 1) if word.lower() in PARTICLES), None)
    if particle:
        forms.append(tuple(words[particle:]))
    # Chinese and Korean order: Ren Zhengfei is Ren.
    if (
        len(words) == 2
        and words[0] in LAST_NAMES
        and words[0] not in FIRST_NAMES
        and words[1] not in LAST_NAMES
    ):
        forms = [(words[0],)]
    return forms


def short_forms_of_company(name: Sequence[str], *, known: bool = False) -> list[tuple[str, ...]]:
    """A company's name without its suffixes; its first word when that is nobody's common word."""
    words = list(name)
    forms = []
    while len(words) > 1 and (words[-1].lower() in COMPANY_SUFFIXES or words[-1] in ".,&"):
        words.pop()
        if words[-1] not in ".,&":
            forms.append(tuple(words))
    first = words[0]
    plain_word = (
        first.lower() in OPENERS
        or first.lower() in _TOO_PLAIN
        or first.lower() in ADJECTIVES
        or first.lower() in HEADS
        or first in FIRST_NAMES
    )
    long_enough = len(first) > (_SHORT if known else _SHORT + 1) - 1
    if len(words) > 1 and long_enough and not plain_word and first[1:].islower():
        forms.append((first,))
    return [
        form for form in forms if not (len(form) == 1 and (len(form[0]) < 3 or form[0].lower() in OPENERS))
    ]


#: First words of company names that say too little alone.
_TOO_PLAIN = cues("plain_first_words")


def find_references(scan: Scan, forms: Mapping[tuple[str, ...], str], taken: set[int]) -> Iterator[Reference]:
    """Every free place where a short form stands alone; `taken` tokens belong to longer names."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for form in sorted(forms, key=len, reverse=True):
        by_first.setdefault(form[0], []).append(form)
    count = len(scan.words)
    index = 0
    while index < count:
        step = 1
        for form in by_first.get(scan.words[index], ()):
            last = index + len(form)
            stands = tuple(scan.words[index:last]) == form and not any(i in taken for i in range(index, last))
            if stands and all(scan.is_free(i) for i in range(index, last)) and _is_alone(scan, index, last):
                yield Reference(index, last, forms[form])
                step = len(form)
                break
        index += step


def _is_alone(scan: Scan, first: int, last: int) -> bool:
    """Not glued to more: not "Huang-Li", nor the tail of somebody else's full name."""
    before = scan.words[first - 1] if first else ""
    after = scan.words[last] if last < len(scan.words) else ""
    glued_before = before == "-" and scan.touches(first)
    glued_after = after == "-" and scan.touches(last)
    stranger = before in FIRST_NAMES and before[0].isupper() and (first - 1) not in scan.opens
    return not (glued_before or glued_after or stranger)
