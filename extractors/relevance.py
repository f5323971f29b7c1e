"""Is the article about limits on trade in AI chips, and which sides of the subject does it treat?

On topic = about limits on trade in, or access to, AI chips, semiconductors, their tools and materials, or about acts
that get round, enforce or answer them. A sentence is topical when it speaks of chips and of limits, or of one of them
with the other in its neighbour. The score is the share of topical sentences, the first ones counting double.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extractors.concepts import Concept, find_concepts
from extractors.document import Document
from records.facts import Mention, Relevance

TOPICS = (
    "policy_change",
    "enforcement",
    "evasion",
    "licensing",
    "capex",
    "market_reaction",
    "domestic_substitution",
    "retaliation",
    "diplomacy",
    "product_for_china",
)
#: Score from which an article is on topic; set on the open half of our own gold.
ON_TOPIC = 0.5
#: Topical sentences by which half of the full score is reached, weighted.
_HALF_AT = 0.18
#: Mentions of a topic that make it one of the article's: in all, or one in the title.
_LEAST_HITS = {
    "policy_change": 3,
    "diplomacy": 3,
    "market_reaction": 3,
    "licensing": 2,
    "capex": 1,
    "retaliation": 2,
}
_MOST_REASONS = 8


def judge(document: Document, mentions: Sequence[Mention]) -> Relevance:
    """The verdict with the concepts that decided, each `concept@start`."""
    found = list(find_concepts(document.tokens))
    by_sentence: dict[int, set[str]] = defaultdict(set)
    for concept in found:
        by_sentence[document.sentence_at(document.tokens.starts[concept.first])].add(concept.name)
    title = {concept.name for concept in find_concepts(document.title)}
    score = _score(document, by_sentence, title)
    on_topic = score >= ON_TOPIC
    return Relevance(
        on_topic=on_topic,
        score=score,
        topics=_topics(found, title) if on_topic else (),
        why=_reasons(document, found),
    )


def _score(document: Document, by_sentence: dict[int, set[str]], title: set[str]) -> float:
    count = len(document.sentences)
    if not count:
        return 0.0
    topical = total = 0.0
    for number in range(count):
        weight = 2.0 if number < 3 else 1.0
        total += weight
        topical += weight * _topicality(by_sentence, number)
    if title & {"control"} and title & {"chip", "ai"}:
        topical += 0.2 * total
    share = topical / total
    return round(share / (share + _HALF_AT), 3)


def _topicality(by_sentence: dict[int, set[str]], number: int) -> float:
    here = by_sentence.get(number, set())
    chips, limits, weak = "chip" in here, "control" in here, "control_weak" in here
    if chips and limits:
        return 1.0
    if chips and weak:
        return 0.7
    near = by_sentence.get(number - 1, set()) | by_sentence.get(number + 1, set())
    if (chips and "control" in near) or (limits and "chip" in near):
        return 0.5
    if limits and "ai" in here:
        return 0.4
    return 0.0


def _topics(found: Sequence[Concept], title: set[str]) -> tuple[str, ...]:
    hits: dict[str, set[int]] = defaultdict(set)
    for concept in found:
        hits[concept.name].add(concept.first)
    return tuple(
        topic for topic in TOPICS if len(hits[topic]) + 2 * (topic in title) >= _LEAST_HITS.get(topic, 2)
    )


def _reasons(document: Document, found: Sequence[Concept]) -> tuple[str, ...]:
    """The first concepts of the two decisive kinds."""
    deciding = [concept for concept in found if concept.name in ("chip", "control", "control_weak")]
    deciding.sort(key=lambda concept: (concept.name != "control", concept.first))
    return tuple(f"{one.name}@{document.tokens.starts[one.first]}" for one in deciding[:_MOST_REASONS])
