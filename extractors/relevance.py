"""Is the article about limits on trade in AI chips, and which sides of the subject does it treat?

On topic = about limits on trade in, or access to, AI chips, semiconductors, their tools and materials, or
about acts that get round, enforce or answer them. Each sentence earns points for what it speaks of together:
chips, limits, China. The score weighs the share of the points that the sentences could have earned, the first
ones counting double, and the sentences that name a limit outright; without a chip and a limit somewhere in
the article it is 0.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from extractors.catalogue import load_catalogue
from extractors.concepts import Concept, find_concepts
from extractors.document import Document
from records.entities import Entity
from records.facts import EntityType, Mention, Relevance

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
#: Score from which an article is on topic: the best F1 on the open half of our own gold (.35 to .55 tried).
ON_TOPIC = 0.4
#: Points a sentence, weighted, at which the score is on the line.
_LINE = 0.08
#: What each sentence that names a limit outright adds, however long the article, and how many count.
_OUTRIGHT, _MOST_OUTRIGHT = 0.3, 3
#: What concepts are worth together, by hand on our own gold. A ban or a licence and a chip without China is
#: as often a patent's, a casino's or a subsidy's business.
_WORTH: tuple[tuple[frozenset[str], float], ...] = tuple(
    (frozenset(names.split()), worth)
    for names, worth in (
        ("control chip", 1.0),
        ("control ai", 1.0),
        ("control china", 1.0),
        ("control", 0.4),
        ("control_weak chip china", 0.7),
        ("control_weak chip", 0.12),
        ("permission chip china", 0.5),
        ("permission chip", 0.1),
        ("evasion chip china", 0.6),
        ("evasion chip", 0.2),
        ("evasion ai china", 0.6),
        ("enforcement chip china", 0.6),
        ("enforcement ai china", 0.6),
        ("enforcement chip", 0.15),
        ("chip china", 0.4),
    )
)
#: What a sentence loses that speaks of games, snacks, arms or privacy and of no export limit.
_ELSEWHERE = 0.3
#: Sentences whose points count double: what an article is about, it says first.
_LEAD = 3
#: Sentences with a topic's words that make it one of the article's, set on the open half of our gold; a title
#: with
#: them counts as two.
_LEAST_SENTENCES = {
    "policy_change": 1,
    "enforcement": 2,
    "evasion": 1,
    "licensing": 1,
    "capex": 2,
    "market_reaction": 2,
    "domestic_substitution": 2,
    "retaliation": 1,
    "diplomacy": 2,
    "product_for_china": 2,
}
#: What has a say in the score, in the order in which a verdict tells it, and how many places of each.
_DECIDING = (
    "control",
    "control_weak",
    "evasion",
    "enforcement",
    "permission",
    "chip",
    "ai",
    "china",
    "elsewhere",
)
_MOST_REASONS = 3
_MINISTRIES = frozenset({"agency:us-commerce", "agency:cn-mofcom"})
_CHIP_SECTORS = frozenset(
    {"chip_maker", "fabless", "foundry", "memory", "equipment", "eda", "ip", "packaging"}
)


def judge(document: Document, mentions: Sequence[Mention]) -> Relevance:
    """The verdict with the concepts that decided, each `concept@start`."""
    found = [*find_concepts(document.tokens), *_named_concepts(document, mentions)]
    by_sentence: dict[int, set[str]] = defaultdict(set)
    starts = document.tokens.starts
    for concept in found:
        by_sentence[document.sentence_at(starts[concept.first])].add(concept.name)
    title = {concept.name for concept in find_concepts(document.title)}
    score = _score(document, found, by_sentence, title)
    on_topic = score >= ON_TOPIC
    return Relevance(
        on_topic=on_topic,
        score=score,
        topics=_topics(found, by_sentence, title) if on_topic else (),
        why=_reasons(document, found),
    )


def _named_concepts(document: Document, mentions: Sequence[Mention]) -> list[Concept]:
    """What the names in the text speak of: H20 of chips, the Entity List of limits, Beijing of China."""
    entities = load_catalogue().entities
    found = []
    at = 0
    for mention in mentions:
        while document.tokens.starts[at] < mention.start:
            at += 1
        entity = entities.get(mention.entity_id or "")
        names = _spoken_of(entity) if entity else ({"chip"} if mention.type == EntityType.CHIP else set())
        found += [Concept(name, at, at + 1) for name in sorted(names)]
    return found


def _spoken_of(entity: Entity) -> set[str]:
    names = set()
    if entity.type == EntityType.CHIP or entity.details.get("sector") in _CHIP_SECTORS:
        names.add("chip")
    if entity.country == "CN" or entity.id in ("country:cn", "place:hong-kong"):
        names.add("china")
    if entity.id == "agency:us-bis" or (
        entity.type == EntityType.MEASURE and entity.parent == "agency:us-bis"
    ):
        names.add("control")
    elif entity.type == EntityType.MEASURE or entity.id in _MINISTRIES:
        names.add("control_weak")
    return names


def _score(
    document: Document, found: Sequence[Concept], by_sentence: dict[int, set[str]], title: set[str]
) -> float:
    count = len(document.sentences)
    everything: set[str] = set().union(title, *by_sentence.values())
    about_chips = "chip" in everything or everything >= {"ai", "control"}
    if (
        not count
        or not about_chips
        or not everything & _LIMITS
        or _of_other_chips(found, everything, document)
    ):
        return 0.0
    points = total = 0.0
    for number in range(count):
        weight = 2.0 if number < _LEAD else 1.0
        total += weight
        points += weight * _points(by_sentence, number)
    if title:
        total += 2.0
        points += 2.0 * _worth(title)
    share = max(0.0, points / total)
    outright = sum("control" in names for names in by_sentence.values())
    evidence = share / _LINE + _OUTRIGHT * min(outright, _MOST_OUTRIGHT)
    return round(evidence / (evidence + 1), 3)


def _of_other_chips(found: Sequence[Concept], everything: set[str], document: Document) -> bool:
    """Whether a casino's or a snack's "chips" are all that speaks of chips, and nothing of export limits."""
    if "elsewhere" not in everything or "control" in everything:
        return False
    lower = document.tokens.lower
    return all(lower[one.first] in ("chip", "chips") for one in found if one.name == "chip")


_LIMITS = frozenset({"control", "control_weak", "permission", "evasion", "licensing", "enforcement"})


def _points(by_sentence: dict[int, set[str]], number: int) -> float:
    """What a sentence earns, helped by its neighbours half."""
    here = by_sentence.get(number, set())
    near = here | by_sentence.get(number - 1, set()) | by_sentence.get(number + 1, set())
    alone = _worth(here)
    helped = 0.5 * _worth(near) if here & (_LIMITS | {"chip"}) else 0.0
    return max(alone, helped) - (_ELSEWHERE if "elsewhere" in here and "control" not in here else 0.0)


def _worth(names: set[str]) -> float:
    """What a stretch is worth that speaks of all `names`: the best of what they make together."""
    return max((worth for needed, worth in _WORTH if needed <= names), default=0.0)


def _topics(found: Sequence[Concept], by_sentence: dict[int, set[str]], title: set[str]) -> tuple[str, ...]:
    sentences = Counter(name for names in by_sentence.values() for name in names)
    sentences.update(name for name in title for _ in range(2))
    # "Low-end chips like the H20" says it twice in one sentence.
    made_for_china = len({one.first for one in found if one.name == "product_for_china"})
    sentences["product_for_china"] = max(made_for_china, sentences["product_for_china"])
    return tuple(topic for topic in TOPICS if sentences[topic] >= _LEAST_SENTENCES[topic])


def _reasons(document: Document, found: Sequence[Concept]) -> tuple[str, ...]:
    """Where each kind of concept that has a say stands first, the limits before the chips."""
    starts: dict[str, dict[int, None]] = {name: {} for name in _DECIDING}
    for concept in sorted(found, key=lambda concept: concept.first):
        if concept.name in starts:
            starts[concept.name][document.tokens.starts[concept.first]] = None
    return tuple(
        f"{name}@{start}" for name, places in starts.items() for start in tuple(places)[:_MOST_REASONS]
    )
