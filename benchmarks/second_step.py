"""Would a trained tagger find the names that the rules miss? An averaged perceptron over our own annotations.

It learns from the sentences of the open half (BIO tags of every mention, no help from the rules), is asked
for names where the rules saw none, and believed where its lead over "no name" is large. How large is chosen
by four-fold cross-validation on the open half; the locked half is asked once, at that margin.

    python benchmarks/second_step.py [--epochs 6] [--json]

The tagger: M. Collins, "Discriminative Training Methods for Hidden Markov Models" (EMNLP 2002), decoded
greedily.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from extractors.evaluate import Trial, evaluate
from extractors.gold import Gold, GoldMention, read_gold_folder
from extractors.reading import read
from records.accuracy import Measure, Score
from records.facts import EntityType, Mention, Reading

GOLD = Path(__file__).parents[1] / "tests" / "data" / "gold"
FOLDS = 4
#: Leads over "no name" that are tried; scores of the averaged weights, without unit.
MARGINS = (0.0, 2.0, 4.0, 8.0, 12.0, 16.0, 24.0)
_TOKEN = re.compile(r"\w+|[^\w\s]")
_RUN = re.compile(r"(.)\1+")
_OUT = "O"

#: A sentence: its tokens with their spans.
Tokens = list[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Document:
    """A marked article, what the rules read in it, and its sentences in tokens."""

    gold: Gold
    reading: Reading
    sentences: list[Tokens]


class Tagger:
    """Averaged perceptron, one tag a token, left to right."""

    def __init__(self) -> None:
        self._weights: dict[str, dict[str, float]] = {}
        self._sums: dict[tuple[str, str], float] = {}
        self._since: dict[tuple[str, str], int] = {}
        self._step = 0
        self._tags: list[str] = [_OUT]

    def train(self, examples: Sequence[tuple[Tokens, list[str]]], epochs: int) -> Tagger:
        """Learn from tagged sentences; the same examples give the same weights."""
        self._tags = sorted({tag for _, tags in examples for tag in tags})
        order, chance = list(examples), random.Random(1)
        for _ in range(epochs):
            chance.shuffle(order)
            for tokens, tags in order:
                self._learn(tokens, tags)
        self._average()
        return self

    def tag(self, tokens: Tokens) -> Iterator[tuple[str, float]]:
        """For each token its tag and the lead of that tag over "no name"."""
        before = previous = _OUT
        for at in range(len(tokens)):
            scores = self._scores(features(tokens, at, previous, before))
            best = self._best(scores, previous)
            yield best, scores[best] - scores[_OUT]
            before, previous = previous, best

    def _learn(self, tokens: Tokens, tags: list[str]) -> None:
        before = previous = _OUT
        for at, wanted in enumerate(tags):
            self._step += 1
            seen = features(tokens, at, previous, before)
            guess = self._best(self._scores(seen), previous)
            if guess != wanted:
                for feature in seen:
                    self._add(feature, wanted, 1.0)
                    self._add(feature, guess, -1.0)
            before, previous = previous, wanted

    def _scores(self, seen: Iterable[str]) -> dict[str, float]:
        scores = dict.fromkeys(self._tags, 0.0)
        for feature in seen:
            for tag, weight in self._weights.get(feature, {}).items():
                scores[tag] += weight
        return scores

    def _best(self, scores: dict[str, float], previous: str) -> str:
        """The highest tag; a name goes on only where one of its type has begun."""
        legal = (tag for tag in self._tags if tag[0] != "I" or (previous != _OUT and previous[2:] == tag[2:]))
        return max(legal, key=scores.__getitem__)

    def _add(self, feature: str, tag: str, change: float) -> None:
        self._settle(feature, tag)
        row = self._weights.setdefault(feature, {})
        row[tag] = row.get(tag, 0.0) + change

    def _settle(self, feature: str, tag: str) -> None:
        """Add the steps for which the weight stood to its sum."""
        key = feature, tag
        weight = self._weights.get(feature, {}).get(tag, 0.0)
        self._sums[key] = self._sums.get(key, 0.0) + (self._step - self._since.get(key, 0)) * weight
        self._since[key] = self._step

    def _average(self) -> None:
        for feature, row in self._weights.items():
            for tag in row:
                self._settle(feature, tag)
                row[tag] = self._sums[feature, tag] / self._step


def features(tokens: Tokens, at: int, previous: str, before: str) -> list[str]:
    """What the tagger sees at a token: words, shapes and endings around it, the two tags before it."""
    word, last, after = (_word(tokens, at + by) for by in (0, -1, 1))
    lower = word.lower()
    return [
        "bias",
        f"word {lower}",
        f"as printed {word}",
        f"shape {_shape(word)}",
        f"begins {lower[:3]}",
        f"ends {lower[-3:]}",
        f"ends {lower[-4:]}",
        f"tag {previous}",
        f"tags {before} {previous}",
        f"tag, shape {previous} {_shape(word)}",
        f"tag, last {previous} {last.lower()}",
        f"last {last.lower()}",
        f"next {after.lower()}",
        f"two last {_word(tokens, at - 2).lower()} {last.lower()}",
        f"two next {after.lower()} {_word(tokens, at + 2).lower()}",
        f"shapes {_shape(last)} {_shape(word)} {_shape(after)}",
        f"first {at == 0}",
    ]


def _word(tokens: Tokens, at: int) -> str:
    return tokens[at][0] if 0 <= at < len(tokens) else "|"


def _shape(word: str) -> str:
    kinds = ("A" if c.isupper() else "a" if c.islower() else "0" if c.isdigit() else c for c in word)
    return _RUN.sub(r"\1", "".join(kinds))


def documents(half: str) -> list[Document]:
    """The marked articles of a half, read by the rules."""
    return [_document(gold) for gold in read_gold_folder(GOLD / half)]


def _document(gold: Gold) -> Document:
    reading = read(gold.text, title=gold.title)
    sentences = [
        [
            (token.group(), start + token.start(), start + token.end())
            for token in _TOKEN.finditer(gold.text[start:end])
        ]
        for start, end in reading.sentences
    ]
    return Document(gold, reading, sentences)


def trained(learnt: Iterable[Document], epochs: int) -> Tagger:
    """A tagger of all marked sentences of these articles."""
    examples = [(tokens, _tags(tokens, one.gold.mentions)) for one in learnt for tokens in one.sentences]
    return Tagger().train(examples, epochs)


def _tags(tokens: Tokens, mentions: Iterable[GoldMention]) -> list[str]:
    tags = [_OUT] * len(tokens)
    for mention in mentions:
        inside = [
            at for at, (_, start, end) in enumerate(tokens) if start >= mention.start and end <= mention.end
        ]
        for at in inside:
            tags[at] = f"{'B' if at == inside[0] else 'I'} {mention.type}"
    return tags


def second(document: Document, tagger: Tagger, margin: float) -> Trial:
    """The rules' reading with what the tagger adds to it."""
    reading = document.reading
    taken = [(fact.start, fact.end) for fact in reading.mentions]
    taken += [(amount.start, amount.end) for amount in reading.amounts]
    added = [
        _mention(document.gold.text, EntityType(type_), start, end)
        for tokens in document.sentences
        for type_, start, end, lead in _names(tokens, tagger)
        if lead >= margin and not any(start < b and a < end for a, b in taken)
    ]
    mentions = sorted((*reading.mentions, *added), key=lambda one: one.start)
    return Trial(gold=document.gold, reading=replace(reading, mentions=tuple(mentions)))


def _names(tokens: Tokens, tagger: Tagger) -> list[tuple[str, int, int, float]]:
    """Type, span and lead of each name that the tagger sees."""
    names: list[tuple[str, int, int, float]] = []
    for (_, start, end), (tag, lead) in zip(tokens, tagger.tag(tokens), strict=True):
        if tag[0] == "B":
            names.append((tag[2:], start, end, lead))
        elif tag[0] == "I":
            type_, begin, _, first = names.pop()
            names.append((type_, begin, end, first))
    return names


def _mention(text: str, type_: EntityType, start: int, end: int) -> Mention:
    return Mention(
        id=start,
        type=type_,
        entity_id=None,
        name=text[start:end],
        surface=text[start:end],
        start=start,
        end=end,
        sentence=0,
        confidence=0.5,
        cue="tagger",
    )


def entities(trials: Iterable[Trial]) -> Score:
    """How well the names of these articles are found, over all types and languages."""
    scores = evaluate(trials)
    return next(s for s in scores if (s.measure, s.type, s.language) == (Measure.ENTITIES, None, None))


def measure(epochs: int) -> dict[str, object]:
    """Entity scores of the rules and of rules with tagger, on both halves."""
    opened, locked = documents("open"), documents("locked")
    folds = [opened[at::FOLDS] for at in range(FOLDS)]
    taggers = [trained((d for f in folds if f is not fold for d in f), epochs) for fold in folds]
    by_margin = {
        margin: entities(
            second(one, tagger, margin) for fold, tagger in zip(folds, taggers, strict=True) for one in fold
        )
        for margin in MARGINS
    }
    margin = max(MARGINS, key=lambda tried: by_margin[tried].f1 or 0.0)
    tagger = trained(opened, epochs)
    return {
        "sentences": sum(len(one.sentences) for one in opened),
        "margin": margin,
        "open_rules": _figures(entities(Trial(gold=d.gold, reading=d.reading) for d in opened)),
        "open_with_tagger": _figures(by_margin[margin]),
        "locked_rules": _figures(entities(Trial(gold=d.gold, reading=d.reading) for d in locked)),
        "locked_with_tagger": _figures(entities(second(one, tagger, margin) for one in locked)),
        "tokens_a_second": round(rate(locked, tagger)),
    }


def rate(asked: Iterable[Document], tagger: Tagger) -> float:
    """Tokens that the tagger reads in a CPU second."""
    sentences = [tokens for one in asked for tokens in one.sentences]
    started = time.process_time()
    for tokens in sentences:
        list(tagger.tag(tokens))
    return sum(map(len, sentences)) / (time.process_time() - started)


def _figures(score: Score) -> dict[str, object]:
    figures = {
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
        "low": score.low,
        "high": score.high,
    }
    return {name: round(figure or 0.0, 3) for name, figure in figures.items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--epochs", type=int, default=6, help="times through the sentences (6)")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    arguments = parser.parse_args()
    found = measure(arguments.epochs)
    if arguments.json:
        print(json.dumps(found))
        return
    for name, figure in found.items():
        print(f"{name:20} {figure}")


if __name__ == "__main__":
    main()
