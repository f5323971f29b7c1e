"""Lines that an outlet prints under many articles: learnt from its articles, with the evidence.

A line counts once for each article, and only when the articles are different stories: versions of one story,
or the same agency copy twice, share all their lines and prove nothing. A line that tells a sum or a share and
a paragraph on our topic, are never taken for the outlet's: prices follow a formula, background is told again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from extractors.pages.sections import GAP, assemble
from extractors.prefilter import touches
from records.news import Article, Removed, RepeatedLine, Verdict

#: Different stories that must hold the line, and their share among the outlet's stories.
_LEAST_STORIES, _LEAST_SHARE = 5, 0.15
#: Two articles are one story when they share more than this part of the shorter one's characters, by lines.
_ONE_STORY = 0.5
#: URLs kept as evidence.
_EVIDENCE = 5
#: Characters that must be left of an article.
_LEAST_TEXT = 120
_NUMBER = re.compile(r"\d+")
#: Characters up to which a line with a number may be a counter; in a longer one the number is said.
_COUNTER = 40
_SUM = re.compile(r"\d\s?(?:%|€|\$|£|¥)|[€$£¥]\s?\d|\b(?:per cento|por ciento|percent|USD|EUR)\b")
#: Characters from which a line is a paragraph.
_PARAGRAPH = 160

#: By `RepeatedLine.key`, of one outlet.
Lines = Mapping[str, RepeatedLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """An article of an outlet, read without any knowledge of repeated lines, and when it was fetched."""

    article: Article
    seen: datetime

    @property
    def keys(self) -> dict[str, str]:
        """Its lines by key; a heading with text of its own below it is the article's, however usual."""
        own = {s.heading for s in self.article.sections if s.end - s.start > len(s.heading)}
        lines = (line for line in self.article.text.split(GAP) if line not in own and not _is_news(line))
        return {line_key(line): line for line in lines}


def line_key(line: str) -> str:
    """What makes two printed lines the same, case and white space apart; of a counter also its number."""
    folded = " ".join(line.casefold().split())
    return _NUMBER.sub("0", folded) if len(folded) <= _COUNTER else folded


def _is_news(line: str) -> bool:
    return bool(_SUM.search(line)) or (len(line) >= _PARAGRAPH and touches(line))


def learn_repeated(outlet: str, sights: Iterable[Sight]) -> tuple[RepeatedLine, ...]:
    """The lines that many of these articles of one outlet have in common, in the order of key."""
    stories = _different_stories(sights)
    holders: defaultdict[str, list[tuple[Sight, str]]] = defaultdict(list)
    for sight, keys in stories:
        for key, line in keys.items():
            holders[key].append((sight, line))
    least = max(_LEAST_STORIES, _LEAST_SHARE * len(stories))
    return tuple(
        RepeatedLine(
            outlet=outlet,
            key=key,
            line=held[0][1],
            stories=len(held),
            of=len(stories),
            first=min(sight.seen for sight, _ in held),
            last=max(sight.seen for sight, _ in held),
            evidence=tuple(sight.article.url for sight, _ in held[:_EVIDENCE]),
        )
        for key, held in sorted(holders.items())
        if len(held) >= least
    )


def _different_stories(sights: Iterable[Sight]) -> list[tuple[Sight, dict[str, str]]]:
    """One article for each story with its lines, in order of URL."""
    kept: list[tuple[Sight, dict[str, str]]] = []
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for sight in sorted(sights, key=lambda sight: (sight.article.url, sight.seen)):
        keys = sight.keys
        rivals = {number for key in keys for number in holders[key]}
        if any(_is_one_story(keys, kept[number][1]) for number in rivals):
            continue
        for key in keys:
            holders[key].append(len(kept))
        kept.append((sight, keys))
    return kept


def _is_one_story(one: dict[str, str], other: dict[str, str]) -> bool:
    common = sum(map(len, one.keys() & other.keys()))
    return common > _ONE_STORY * min(sum(map(len, one)), sum(map(len, other)))


def without_repeated(article: Article, known: Lines) -> Article:
    """The article without the lines in `known`; they move to `removed`.

    An article of which nothing else is left is none.
    """
    if not known or not article.text:
        return article
    own = {
        section.start for section in article.sections if section.end - section.start > len(section.heading)
    }
    headings = {section.start for section in article.sections if section.heading}
    kept: list[tuple[str, bool]] = []
    dropped: list[Removed] = []
    at = 0
    for line in article.text.split(GAP):
        is_heading = at in headings
        if line_key(line) in known and not (is_heading and at in own):
            dropped.append(Removed(text=line, reason="repeated"))
        else:
            kept.append((line, is_heading))
        at += len(line) + len(GAP)
    if not dropped:
        return article
    text, sections = assemble(kept)
    less = replace(
        article, text=text, sections=sections, removed=(*article.removed, *dropped), whole=article.text
    )
    if article.verdict is Verdict.ARTICLE and len(text) < _LEAST_TEXT <= len(article.text):
        return replace(less, verdict=Verdict.EMPTY, why="nothing but lines that the outlet prints everywhere")
    return less
