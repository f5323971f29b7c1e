"""Which of our languages a text is in, by the little words that no writer can do without.

Counts common words of seven languages; answers only for Italian, English and Spanish, and None when another
language leads, when two are close, or when there is too little to tell.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from itertools import chain, repeat

from extractors.words import KNOWLEDGE, LANGUAGES

_WORD = re.compile(r"[^\W\d_]+")
#: Words read at most; enough to be sure, and long texts cost no more.
_SAMPLE = 600
#: Characters that hold them, whatever they are: no language's words have ten on average.
_LONGEST = 6_000
#: Characters of a paragraph that are enough to know its language.
_PARAGRAPH = 400
#: Fewer hits than this prove nothing.
_LEAST_HITS = 2
#: Least share of words that must be little words: running prose has .3 to .5, lists of names .0.
_LEAST_SHARE = 0.12
#: How far ahead the best language must be of the second.
_LEAD = 1.25

#: Word → the languages that have it.
_OF: dict[str, tuple[str, ...]] = {}
with (KNOWLEDGE / "languages.toml").open("rb") as _file:
    _COMMON: dict[str, str] = tomllib.load(_file)
for _language, _words in _COMMON.items():
    for _word in _words.split():
        _OF[_word] = (*_OF.get(_word, ()), _language)


def detect(text: str) -> str | None:
    """`it`, `en` or `es`; None when unsure and for every other language."""
    words = _WORD.findall(text[:_LONGEST].lower())[:_SAMPLE]
    hits = Counter(chain.from_iterable(map(_OF.get, words, repeat(()))))
    ranked = hits.most_common(2)
    if not ranked or ranked[0][0] not in LANGUAGES:
        return None
    best, count = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0
    clear = count >= _LEAST_HITS and count >= _LEAST_SHARE * len(words) and count >= _LEAD * second
    return best if clear else None


def detect_in(text: str, start: int, end: int, otherwise: str | None) -> str | None:
    """The language of one paragraph; `otherwise` when it is too short or unclear."""
    if end - start < 60:
        return otherwise
    return detect(text[start : min(end, start + _PARAGRAPH)]) or otherwise
