"""Forms as tries over tokens: a node maps a token to the next node, and `OWNERS` to whom the form stands for.

Plain dicts and tuples, so that they can be compiled (see compiled).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from extractors.characters import plain
from extractors.names.lexicon import FIRST_NAMES, LAST_NAMES
from extractors.sentences import tokenize
from extractors.words import OPENERS

#: Under this key a node holds its owners; no token is empty.
OWNERS = ""
Node = dict[str, Any]
#: Id, language ("" any), weak.
Owner = tuple[str, str, bool]
_ACRONYM = re.compile(r"\b[A-Z]{3,7}(?:\d{1,2}[A-Z]{0,2})?\b")


def tries(claims: Iterable[tuple[str, Owner]]) -> tuple[Node, Node]:
    """Two tries: of forms matched as written, and of forms all in lower case, matched in any case."""
    forms: dict[str, list[Owner]] = {}
    for form, owner in claims:
        forms.setdefault(form, []).append(owner)
    for form, owners in list(forms.items()):
        italian = _as_italian_papers_write(form)
        if italian not in forms:
            forms[italian] = [
                (entity_id, "it", weak) for entity_id, language, weak in owners if language != "es"
            ]
    exact: Node = {}
    folded: Node = {}
    for form, owners in forms.items():
        _add(folded if form == form.lower() else exact, words_of(form), owners)
    return exact, folded


def _add(node: Node, words: list[str], owners: list[Owner]) -> None:
    for word in words:
        node = node.setdefault(word, {})
    node[OWNERS] = (*node.get(OWNERS, ()), *owners)


def words_of(form: str) -> list[str]:
    """A form cut as texts are cut."""
    form = plain(form)
    return tokenize(form, [(0, len(form))]).words[:-1]


def _as_italian_papers_write(form: str) -> str:
    """`Tsmc` for TSMC, `Siemens Eda` for Siemens EDA: acronyms of three letters or more, unless that is a
    word.
    """
    if form.islower():
        return form
    return _ACRONYM.sub(lambda match: match[0] if _is_word(match[0]) else match[0].capitalize(), form)


def _is_word(acronym: str) -> bool:
    lower, name = acronym.lower(), acronym.capitalize()
    return lower in OPENERS or name in FIRST_NAMES or name in LAST_NAMES
