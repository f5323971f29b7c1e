"""Who says so: the sources that an article cites, one each, at the first place where it cites them.

A source is a medium, a person, an analyst firm or a nameless one ("analysts"), tied to a word of saying. A
company or an agency that speaks for itself is none.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence

from extractors.attributions.ground import Ground
from extractors.attributions.quotes import quoted_alone
from extractors.attributions.speakers import (
    after,
    before,
    listener,
    maker_of_work,
    opener,
    speaker_of_quote,
    teller,
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
_THAT = frozenset({"che", "that", "que"})
_THEIR_WORK = cues("their_work")
_OF_OPINION = cues("of_opinion")
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
#: "secondo quanto riportato dal", "as reported by": who says it stands behind.
_AS = frozenset({"quanto", "come", "as", "según"})
_BY = frozenset({"da", "dal", "dalla", "dall", "dallo", "dai", "dagli", "dalle", "by", "por"})
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
    for found in quoted_alone(document, mentions, list(first.values())):
        first.setdefault(found.source, found)
    return sorted(first.values(), key=lambda one: (one.start, one.source))


def _citations(ground: Ground) -> Iterator[Attribution]:
    """Every citation, in no particular order, not yet one a source."""
    yield from ground.named_media()
    for index, word in enumerate(ground.lower):
        yield from ground.sure_phrase(index)
        for words_, find in _FINDERS:
            if word in words_:
                yield from find(ground, index)


def _sayer(ground: Ground, index: int) -> list[Attribution]:
    """The subject of the verb of saying at `index`, before it, behind it, or further off."""
    helper = ground.lower[index - 1]
    if helper in _PURPOSE or (helper in _PASSIVE and ground.lower[index - 2] not in ("si", "se")):
        return []
    cue = f"saying:{ground.lower[index]}"
    if helper in _AS and ground.lower[index + 1] in _BY:
        return after(ground, index + 1, cue)
    if ground.lower[index] in _CITING:
        return before(ground, index, cue, nameless=False)
    return (
        before(ground, index, cue)
        or after(ground, index + 1, cue)
        or speaker_of_quote(ground, index, cue)
        or opener(ground, index, cue)
    )


def _cited(ground: Ground, index: int) -> list[Attribution]:
    return after(ground, index + 1, f"citing:{ground.lower[index]}")


def _of_opinion(ground: Ground, index: int) -> list[Attribution]:
    """ "Dan Ives è convinto"."""
    if ground.lower[index - 1] not in _PASSIVE:
        return []
    return before(ground, index - 1, f"opinion:{ground.lower[index]}", nameless=False)


def _before_colon(ground: Ground, index: int) -> list[Attribution]:
    """ "Dan Ives di Wedbush non ha dubbi: «…»"."""
    if ground.lower[index + 1] not in _OPENING_QUOTES:
        return []
    return before(ground, index, "colon", nameless=False) or opener(ground, index, "colon")


def _according(ground: Ground, index: int) -> list[Attribution]:
    """ "secondo X", "stando a X"."""
    for phrase in _ACCORDING[ground.lower[index]]:
        if ground.lower[index : index + len(phrase)] == phrase:
            return after(ground, index + len(phrase), f"according:{phrase[0]}", stranger=True)
    return []


def _in_the_view_of(ground: Ground, index: int) -> list[Attribution]:
    """ "Per Dylan Patel, …": only at the head of a sentence, where it is no purpose."""
    if not ground.opens_sentence(index):
        return []
    return after(ground, index + 1, f"opinion:{ground.lower[index]}", nameless=False)


#: Words, and what looks for a source around them.
_FINDERS: tuple[tuple[Container[str], Callable[[Ground, int], list[Attribution]]], ...] = (
    (_SAYING, _sayer),
    (_CITING, _cited),
    (_TO_MEDIA, listener),
    (_THEIR_WORDS, writer_of_words),
    (_THEIR_WORK, maker_of_work),
    (_OF_OPINION, _of_opinion),
    (_THAT, teller),
    (frozenset({":"}), _before_colon),
    (_ACCORDING, _according),
    (frozenset({"per", "para", "for"}), _in_the_view_of),
)
