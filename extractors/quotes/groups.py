"""A verb of saying with its helpers, pronouns and adverbs: "lo ha anche ribadito", "continues to say"."""

from __future__ import annotations

from extractors.quotes.cues import ARTICLES, HELPERS, PARTICIPLE_ENDINGS, PREPOSITIONS, quote_words
from extractors.quotes.floor import Floor

_IN_GROUP = quote_words("in_group")
_NOUNS_TOO = quote_words("nouns_too")
_GOING_ON = quote_words("going_on")
_REFLEXIVE = quote_words("reflexive")
_PLURAL = frozenset({"hanno", "avevano", "avrebbero", "han", "habían", "habrían"})
_CLITICS = frozenset({"lo", "la", "l", "los", "las"})
#: Tokens of a verb with its helpers at most.
_GROUP = 6


def group_start(lower: list[str], verb: int) -> int:
    """The first token of the verb with its helpers, pronouns and adverbs: "lo ha anche ribadito"."""
    at = verb - (lower[verb - 1] == "si" and lower[verb] in _REFLEXIVE and verb > 0)
    if at > 1 and lower[at - 1] in ("a", "to", "con") and lower[at - 2] in _GOING_ON:
        at -= 2
    elif at > 0 and lower[at - 1] in _GOING_ON:
        at -= 1
    if at < verb and at > 1 and lower[at - 2 : at] == ["si", "è"]:
        at -= 2
    elif at < verb and at > 0 and lower[at - 1] == "si":
        at -= 1
    while at > 0 and verb - at < _GROUP and (lower[at - 1] in _IN_GROUP or lower[at - 1] == "'"):
        at -= 1
    while at < verb and lower[at] in (
        "'",
        "s",
        "t",
    ):  # an apostrophe and what it cut belong to the word before
        at += 1
    return at


def is_noun(lower: list[str], verb: int, group: int) -> bool:
    before = lower[verb - 1]
    if lower[verb] in _NOUNS_TOO and before in ARTICLES:
        return True
    return group == verb and (before in PREPOSITIONS or before in ARTICLES - _CLITICS)


def lacks_helper(word: str, group: list[str]) -> bool:
    """Italian and Spanish participles; English ones look like the past."""
    is_participle = word.endswith(PARTICIPLE_ENDINGS)
    return is_participle and not any(word in HELPERS for word in group)


def is_plural(floor: Floor, group: int, verb: int) -> bool:
    """Whether an Italian or Spanish verb has more than one subject."""
    lower = floor.lower
    spanish = floor.document.language_at(floor.document.tokens.starts[verb]) == "es"
    endings = ("an", "en", "ron") if spanish else ("ono", "ano")
    return any(word in _PLURAL for word in lower[group:verb]) or lower[verb].endswith(endings)


def behind_pointing(lower: list[str], verb: int) -> int:
    """The token behind "(per primo) è stato"."""
    for at in range(verb + 1, min(verb + 5, len(lower))):
        if lower[at] in ("stato", "stata", "stati", "state"):
            return at + 1
    return verb + 1
