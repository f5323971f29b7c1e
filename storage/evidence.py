"""The evidence rule: every fact stands at exact characters of the text that is kept beside it."""

from __future__ import annotations

from collections.abc import Iterator

from records.errors import EvidenceError
from records.facts import Amount, Attribution, DateMention, Mention, Quote, Reading
from records.news import Article
from storage.identity import digest

Fact = Mention | Amount | Attribution | Quote | DateMention


def check(article: Article, reading: Reading) -> None:
    """Raise EvidenceError for the first fact that does not stand in the text: such a reading is not kept."""
    if reading.text_sha256 != digest(article.text):
        raise EvidenceError(article.url, "the reading is of another text")
    for problem in _problems(article.text, reading):
        raise EvidenceError(article.url, problem)


def _problems(text: str, reading: Reading) -> Iterator[str]:
    sentences = reading.sentences
    for n, (start, end) in enumerate(sentences):
        if not 0 <= start < end <= len(text):
            yield f"sentence {n} at {start}:{end} of {len(text)} characters"
    for fact in facts(reading):
        # Slices forgive what these tests do not: negative numbers, ends beyond the text.
        if not (0 <= fact.start < fact.end <= len(text) and text[fact.start : fact.end] == fact.surface):
            yield f"{_name(fact)} is not at {fact.start}:{fact.end}: there is {text[fact.start : fact.end]!r}"
        elif not (0 <= fact.sentence < len(sentences) and _begins_in(fact, sentences[fact.sentence])):
            yield f"{_name(fact)} at {fact.start}:{fact.end} does not begin in sentence {fact.sentence}"
    yield from _loose_links(reading.amounts)
    yield from _lost_speakers(text, reading.quotes)
    for mention in reading.mentions:
        if mention.type is None or mention.entity_id is None:
            yield f"{_name(mention)} lacks type or id: it is a candidate"


def facts(reading: Reading) -> Iterator[Fact]:
    """All that points into the text."""
    yield from reading.mentions
    yield from reading.candidates
    yield from reading.amounts
    yield from reading.attributions
    yield from reading.quotes
    yield from reading.date_mentions


def _begins_in(fact: Fact, sentence: tuple[int, int]) -> bool:
    return sentence[0] <= fact.start < sentence[1]


def _loose_links(amounts: tuple[Amount, ...]) -> Iterator[str]:
    known = {amount.id for amount in amounts}
    for amount in amounts:
        for link in (amount.range_of, amount.converts):
            if link is not None and link not in known:
                yield f"{_name(amount)} refers to amount {link}, which is not there"


def _lost_speakers(text: str, quotes: tuple[Quote, ...]) -> Iterator[str]:
    for quote in quotes:
        start, end, surface = quote.speaker_start, quote.speaker_end, quote.speaker_surface
        if start is None and end is None and surface is None:
            continue
        if start is None or end is None or not (0 <= start < end <= len(text) and text[start:end] == surface):
            yield f"{_name(quote)}: its speaker {surface!r} is not at {start}:{end}"


def _name(fact: Fact) -> str:
    return f"{type(fact).__name__.lower()} {fact.surface!r}"
