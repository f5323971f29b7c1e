"""The words of knowledge/quotes.toml, and all verbs of saying in one set."""

from __future__ import annotations

import tomllib

from extractors.verbs import SAID_BESIDE, VERBS_OF_SAYING
from extractors.words import KNOWLEDGE, SAYING, TITLES, cues

with (KNOWLEDGE / "quotes.toml").open("rb") as _file:
    _TABLE = tomllib.load(_file)
_LISTS: dict[str, frozenset[str]] = {
    key: frozenset(word.replace("_", " ") for word in words.split())
    for key, words in _TABLE.items()
    if isinstance(words, str)
}
#: First word → (phrase, English name), the longest first.
_GROUPS: dict[str, list[tuple[list[str], str]]] = {}
for _name, _forms in _TABLE["groups"].items():
    for _form in sorted(_forms, key=len, reverse=True):
        _GROUPS.setdefault(_form.split()[0], []).append((_form.split(), _name))


def quote_words(key: str) -> frozenset[str]:
    """The words of list `key` of quotes.toml."""
    return _LISTS[key]


#: Every form of every verb of saying; those of citing lead from an outlet to its source instead.
VERBS = (
    SAYING
    | cues("more_saying")
    | VERBS_OF_SAYING
    | quote_words("showing")
    | quote_words("more_verbs")
    | quote_words("pointing")
    | quote_words("going_along")
) - cues("citing")
#: Those, and what only words beside it make a verb of saying.
TRIGGERS = VERBS | ((SAID_BESIDE | quote_words("calling")) - cues("citing"))
OPINION = cues("of_opinion")
#: What somebody may be: "ministro", "founder", "apoderado".
CALLINGS = TITLES | quote_words("callings")
ARTICLES = quote_words("articles")
#: Before a title: "rotating chairman", "senior official".
MODIFIERS = quote_words("modifiers")
HELPERS = quote_words("helpers")
AND = frozenset({"and", "e", "ed", "y"})
THAT = quote_words("that")
#: Words that are also nouns: verbs only beside their subject.
NOUNS_TOO = quote_words("nouns_too")
PAPERS = quote_words("papers")
RELATIVES = quote_words("relatives")
PREPOSITIONS = quote_words("prepositions")
TO_WHOM = quote_words("to_whom")
#: Forms that only a helper before them makes a verb: "detto", "aggiunto", "afirmado".
PARTICIPLE_ENDINGS = ("ato", "uto", "ito", "tto", "sto", "rso", "sso", "ado", "ido", "icho", "rito", "iunto")


#: Phrases for the view of whoever spoke last.
OWN_VIEWS: tuple[list[str], ...] = tuple(phrase.split() for phrase in _TABLE["own_view"])


def group_at(lower: list[str], index: int) -> tuple[str, int] | None:
    """A group that speaks and is no source elsewhere, where it begins: its English name and its length."""
    for phrase, name in _GROUPS.get(lower[index], ()):
        if lower[index : index + len(phrase)] == phrase:
            return name, len(phrase)
    return None
