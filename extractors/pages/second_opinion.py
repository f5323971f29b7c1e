"""trafilatura asked about a page on which the general reader is unsure, and which of the two is believed.

Costs five to ten times our own reading, so only about one page in twenty is asked about; imported when first
needed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.pages.boilerplate import boilerplate, is_late
from extractors.pages.general import Body

#: The general reader is unsure below this share of the page's prose,
_UNSURE_SHARE = 0.5
#: or below so many bytes of text (a character of Chinese says as much as three letters) and this share,
_UNSURE_LENGTH, _UNSURE_SHORT_SHARE = 600, 0.6
#: unless the page itself names the element an article, and there is much text in it,
_LONG = 1_500
#: or there is so little prose on the page that nobody could find more.
_LITTLE = 600
#: Two readings that agree this far (F1 of their 4-word shingles) are one reading.
_SAME = 0.8
#: Characters from which JSON-LD's articleBody has a vote; shorter ones are teasers.
_WITNESS = 800
#: A text of less than this part of the witness may lack much of it.
_MUCH_SHORTER = 0.7
#: Characters and tags of a page about which trafilatura can be asked: its time is not bounded by ours.
_LARGEST, _MOST_TAGS = 3_000_000, 20_000

Lines = list[tuple[str, bool]]
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Opinion:
    """`lines` are to be believed rather than ours; None when ours stand."""

    lines: Lines | None
    why: str


def is_unsure(text: str, body: Body, witness: str) -> bool:
    """Whether somebody else should be asked; `witness` is the page's own articleBody, "" when it has none."""
    size = len(text.encode("utf-8", "replace"))
    named = size >= _LONG and body.container is not None and body.container.named
    limit = _UNSURE_SHORT_SHARE if size < _UNSURE_LENGTH else _UNSURE_SHARE
    if body.prose < _LITTLE:
        return False
    if body.share < limit and not named:
        return True
    # Only a text much shorter than the witness can lack much of it; comparing costs, so nobody else is
    # compared.
    return (
        len(witness) >= _WITNESS
        and len(text) < _MUCH_SHORTER * len(witness)
        and _covered(witness, text) < 0.5
    )


def ask(markup: str, mine: Lines, title: str, witness: str) -> Opinion:
    """trafilatura's lines (line, whether it is a heading) when they are believed more; the reason always.

    The answer with the higher mean agreement with all voices wins: ours, its fast and its precise reading,
    and the page's own articleBody when that is no teaser.
    """
    if len(markup) > _LARGEST or markup.count("<") > _MOST_TAGS:
        return Opinion(None, "not asked: too large a page")
    fast = _lines(markup, title, precise=False)
    if not fast:
        return Opinion(None, "finds nothing")
    same = agreement(_text(mine), _text(fast))
    if same >= _SAME:
        return Opinion(None, f"says the same ({same:.2f})")
    precise = _lines(markup, title, precise=True)
    candidates = {"own": mine, "fast": fast, "precise": precise}
    voices = [_text(lines) for lines in candidates.values()] + ([witness] if len(witness) >= _WITNESS else [])
    scores = {
        name: sum(agreement(_text(lines), voice) for voice in voices) / len(voices) if lines else 0.0
        for name, lines in candidates.items()
    }
    best = max(scores, key=lambda name: scores[name])
    if best == "own":
        other = max(scores["fast"], scores["precise"])
        return Opinion(None, f"agrees {other:.2f} with all readings, ours {scores['own']:.2f}")
    why = f"agrees {scores[best]:.2f} with all readings, ours {scores['own']:.2f}"
    return Opinion(candidates[best], why)


def _lines(markup: str, title: str, *, precise: bool) -> Lines:
    """trafilatura's lines without the title and what says of itself that it is no part of an article."""
    from trafilatura import bare_extraction  # heavy: 0.3 s and 40 MB

    document = bare_extraction(
        markup, include_comments=False, favor_precision=precise, fast=not precise, with_metadata=False
    )
    body = getattr(document, "body", None)
    if body is None:
        return []
    found: Lines = []
    for element in body.iter("p", "head", "item", "quote", "row", "code"):
        if element.tag == "quote" and element.find("p") is not None:
            continue
        line = " ".join(" ".join(element.itertext()).split())
        if line and line != title:
            found.append((line, element.tag == "head"))
    return [
        (line, is_heading)
        for number, (line, is_heading) in enumerate(found)
        if not boilerplate().reason(line, late=is_late(number, len(found)))
    ]


def _text(lines: Sequence[tuple[str, bool]]) -> str:
    return "\n".join(line for line, _ in lines)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, case folded."""
    words = _WORD.findall(text.casefold())
    return Counter(zip(words, words[1:], words[2:], words[3:], strict=False))


def agreement(one: str, other: str) -> float:
    """F1 of the 4-word shingles of two texts, 0 to 1."""
    first, second = shingles(one), shingles(other)
    whole = first.total() + second.total()
    return 2 * (first & second).total() / whole if whole else 0.0


def _covered(inner: str, outer: str) -> float:
    """Share of `inner`'s shingles that stand in `outer`."""
    first = shingles(inner)
    return (first & shingles(outer)).total() / first.total() if first else 1.0
