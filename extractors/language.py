"""Which of our languages a text is in, by the little words that no writer can do without.

Counts common words of seven languages; answers only for Italian, English and Spanish, and None when another
language leads, when two are close, or when there is too little to tell.
"""

from __future__ import annotations

import re
from collections import Counter

from extractors.words import LANGUAGES

_WORD = re.compile(r"[^\W\d_]+")
#: Words read at most; enough to be sure, and long texts cost no more.
_SAMPLE = 600
#: Characters of a paragraph that are enough to know its language.
_PARAGRAPH = 400
#: Fewer hits than this prove nothing.
_LEAST_HITS = 2
#: Least share of words that must be little words: running prose has .3 to .5, lists of names .0.
_LEAST_SHARE = 0.12
#: How far ahead the best language must be of the second.
_LEAD = 1.25

_COMMON = {
    "it": """il lo la gli le di del della dello dei degli delle dell che è e un una in nel nella nei per con non si sono da dal dalla dai al alla ai alle su sul
        sulla ha hanno anche più come ma o tra fra questo questa questi all nell sull dall essere stato stata loro suo sua anni dopo secondo ad ed cui oltre""",
    "en": """the of and to in is that for it on with as was are be by at this from have has an or not but they its were which their will would been had
        he she his her said more than about after when who also can could into over we a our there what""",
    "es": """el la los las de del que y en un una es por con para se no su sus al lo como más pero ha han fue son está este esta entre sobre también desde
        hasta según ya o muy sin años tras uno sido ser cuando donde todo""",
    "fr": """le la les des du de et est une un dans pour que qui sur pas au aux avec par il elle ce cette sont plus se ses ou mais été ont en son leur nous
        vous d l qu n""",
    "de": """der die das und ist den dem des ein eine einen einer zu mit von für auf nicht sich auch im am bei nach wird werden hat haben sind aus als wie
        noch über oder aber""",
    "pt": """o os as de do da dos das que e em um uma no na nos nas é por com para se não ao à mais como mas foi são pelo pela seu sua também já até ser
        está você""",
    "nl": """de het een en van in is dat op te zijn voor met die niet aan er om ook als naar bij wordt worden heeft hebben was uit door maar over nog""",
}
_OF: dict[str, tuple[str, ...]] = {}
for _language, _words in _COMMON.items():
    for _word in _words.split():
        _OF[_word] = (*_OF.get(_word, ()), _language)


def detect(text: str) -> str | None:
    """`it`, `en` or `es`; None when unsure and for every other language."""
    hits: Counter[str] = Counter()
    total = 0
    for match in _WORD.finditer(text):
        total += 1
        for language in _OF.get(match.group().lower(), ()):
            hits[language] += 1
        if total == _SAMPLE:
            break
    ranked = hits.most_common(2)
    if not ranked or ranked[0][0] not in LANGUAGES:
        return None
    best, count = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0
    clear = count >= _LEAST_HITS and count >= _LEAST_SHARE * total and count >= _LEAD * second
    return best if clear else None


def detect_in(text: str, start: int, end: int, otherwise: str | None) -> str | None:
    """The language of one paragraph; `otherwise` when it is too short or unclear."""
    if end - start < 60:
        return otherwise
    return detect(text[start : min(end, start + _PARAGRAPH)]) or otherwise
