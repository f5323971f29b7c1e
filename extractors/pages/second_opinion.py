"""trafilatura asked about a page on which the general reader is unsure, and which of the two is believed.

Costs five to ten times our own reading, so only about one page in twenty is asked about; imported when first
needed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractors.pages.general import Body

#: The general reader is unsure below this share of the page's prose, or below so many bytes of text
#: (bytes, because a character of Chinese says as much as three letters).
_UNSURE_SHARE, _UNSURE_LENGTH = 0.5, 600
#: A text of so many bytes in an element that the page names an article is sure, whatever else the page holds.
_LONG = 1_500
#: Two readings that agree this far (F1 of their 4-word shingles) are one reading.
_SAME = 0.8
#: Characters from which JSON-LD's articleBody has a vote; shorter ones are teasers.
_WITNESS = 800

_MUCH_SHORTER = 0.7

Lines = list[tuple[str, bool]]
_WORD = re.compile(r"\w+")


def is_unsure(text: str, body: Body, witness: str) -> bool:
    """Whether somebody else should be asked; `witness` is the page's own articleBody, "" when it has none."""
    size = len(text.encode("utf-8", "replace"))
    named = size >= _LONG and body.container is not None and body.container.named
    if size < _UNSURE_LENGTH or (body.share < _UNSURE_SHARE and not named):
        return True
    # Only a text much shorter than the witness can lack much of it; comparing costs, so nobody else is
    # compared.
    return (
        len(witness) >= _WITNESS
        and len(text) < _MUCH_SHORTER * len(witness)
        and _covered(witness, text) < 0.5
    )


def ask(markup: str, mine: Lines, witness: str) -> tuple[Lines, str] | None:
    """trafilatura's lines (line, whether it is a heading) when they are believed more, with the reason.

    The answer with the higher mean agreement with all voices wins: ours, its fast and its precise reading,
    and the page's own articleBody when that is no teaser.
    """
    fast = _lines(markup, precise=False)
    if not fast or agreement(_text(mine), _text(fast)) >= _SAME:
        return None
    precise = _lines(markup, precise=True)
    candidates = {"own": mine, "fast": fast, "precise": precise}
    voices = [_text(lines) for lines in candidates.values()] + ([witness] if len(witness) >= _WITNESS else [])
    scores = {
        name: sum(agreement(_text(lines), voice) for voice in voices) / len(voices) if lines else 0.0
        for name, lines in candidates.items()
    }
    best = max(scores, key=lambda name: scores[name])
    if best == "own":
        return None
    return candidates[best], f"agrees {scores[best]:.2f} with all readings, ours {scores['own']:.2f}"


def _lines(markup: str, *, precise: bool) -> Lines:
    from trafilatura import bare_extraction  # heavy: 0.3 s and 40 MB

    document = bare_extraction(
        markup, include_comments=False, favor_precision=precise, fast=not precise, with_metadata=False
    )
    body = getattr(document, "body", None)
    if body is None:
        return []
    lines: Lines = []
    for element in body.iter("p", "head", "item", "quote", "row", "code"):
        if element.tag == "quote" and element.find("p") is not None:
            continue
        line = " ".join(" ".join(element.itertext()).split())
        if line:
            lines.append((line, element.tag == "head"))
    return lines


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
