"""Who says so: the sources that an article cites, one each, at the first place where it cites them.

A source is a medium, a person, an analyst firm or a nameless one ("analysts"), tied to a word of saying. A
company or an agency that speaks for itself is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.attributions.ground import Ground
from extractors.attributions.speakers import (
    after,
    before,
    listener,
    opener,
    speaker_of_quote,
    writer_of_words,
)
from extractors.document import Document
from extractors.verbs import VERBS_OF_SAYING
from extractors.words import SAYING, cues, words
from records.facts import Attribution, Mention

_SAYING = SAYING | cues("more_saying") | VERBS_OF_SAYING
#: Verbs and nouns that bring in a medium as the listener: "told Reuters", "in un'intervista a CNBC".
_TO_MEDIA = cues("to_media")
#: After these stands a source of any kind: "che cita funzionari", "citing people".
_CITING = cues("citing")
_THEIR_WORDS = cues("their_words")
_OPENING_QUOTES = frozenset('"\u201c\u00ab')
_PASSIVE = frozenset(
    {
        "is",
        "are",
        "was",
        "were",
        "been",
        "be",
        "è",
        "sono",
        "stato",
        "stata",
        "stati",
        "state",
        "viene",
        "vengono",
        "era",
    }
    | {"fu", "erano", "es", "son", "fue", "fueron", "sido", "ser", "estado"}
)
#: Before an infinitive: "para hablar de", "tried to estimate".
_PURPOSE = frozenset({"to", "para", "per", "help", "helped"})
#: First word → phrases that introduce a source, the longest first.
_ACCORDING: dict[str, list[list[str]]] = {}
for _phrase in sorted(words("according"), key=len, reverse=True):
    _ACCORDING.setdefault(_phrase.split()[0], []).append(_phrase.split())


def find_attributions(document: Document, mentions: Sequence[Mention]) -> list[Attribution]:
    """One a source, at its first citation, in text order."""
    first: dict[str, Attribution] = {}
    for found in _citations(Ground(document, mentions)):
        known = first.get(found.source)
        if (
            known is None
            or found.start < known.start
            or (found.start == known.start and known.cue == "named")
        ):
            first[found.source] = found
    return sorted(first.values(), key=lambda one: (one.start, one.source))


def _citations(ground: Ground) -> Iterator[Attribution]:
    yield from ground.named_media()
    lower = ground.lower
    for index, word in enumerate(lower):
        yield from ground.sure_phrase(index)
        if word in _SAYING:
            yield from _sayer(ground, index)
        if word in _CITING:
            yield from after(ground, index + 1, f"citing:{word}")
        if word in _TO_MEDIA:
            yield from listener(ground, index)
        if word in _THEIR_WORDS:
            yield from writer_of_words(ground, index)
        if word == ":" and lower[index + 1] in _OPENING_QUOTES:
            yield from before(ground, index, "colon", nameless=False) or opener(ground, index, "colon")
        for phrase in _ACCORDING.get(word, ()):
            if lower[index : index + len(phrase)] == phrase:
                yield from after(ground, index + len(phrase), f"according:{word}", stranger=True)
                break
        if word in ("per", "para", "for") and ground.opens_sentence(index):
            yield from after(ground, index + 1, f"opinion:{word}", nameless=False)


def _sayer(ground: Ground, index: int) -> list[Attribution]:
    """The subject of the verb of saying at `index`, before it, behind it, or further off."""
    helper = ground.lower[index - 1]
    if helper in _PURPOSE or (helper in _PASSIVE and ground.lower[index - 2] not in ("si", "se")):
        return []
    cue = f"saying:{ground.lower[index]}"
    return (
        before(ground, index, cue)
        or after(ground, index + 1, cue)
        or speaker_of_quote(ground, index, cue)
        or opener(ground, index, cue)
    )
