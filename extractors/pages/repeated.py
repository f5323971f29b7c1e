"""Lines that an outlet prints under many articles: learnt from its articles, with the evidence.

A line counts once for each article, and only when the articles are different stories: versions of one story,
or the same agency copy twice, share all their lines and prove nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from extractors.pages.sections import GAP, assemble
from records.news import Article, Removed

#: Different stories that must hold the line, and their share among the outlet's stories.
_LEAST_STORIES, _LEAST_SHARE = 5, 0.15
#: Two articles are one story when they share more than this part of the shorter one's lines.
_ONE_STORY = 0.5
#: URLs kept as evidence.
_EVIDENCE = 5
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatedLine:
    """A line that is the outlet's and not the story's. `key` is the line in lower case, numbers as 0."""

    outlet: str
    key: str
    #: As printed once.
    line: str
    #: Different stories that hold it, and all different stories of the outlet.
    stories: int
    of: int
    #: URLs of some of them.
    evidence: tuple[str, ...]


def line_key(line: str) -> str:
    """What makes two printed lines the same: case, white space and numbers apart."""
    return " ".join(_NUMBER.sub("0", line.casefold()).split())


def learn_repeated(articles: Iterable[Article]) -> tuple[RepeatedLine, ...]:
    """The repeated lines of each outlet among `articles`, in the order of outlet and key."""
    by_outlet: defaultdict[str, list[Article]] = defaultdict(list)
    for article in articles:
        by_outlet[article.outlet].append(article)
    found = (line for outlet, own in sorted(by_outlet.items()) for line in _repeated(outlet, own))
    return tuple(sorted(found, key=lambda line: (line.outlet, line.key)))


def _repeated(outlet: str, articles: list[Article]) -> Iterable[RepeatedLine]:
    stories = _different_stories(articles)
    holders: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for article in stories:
        for key, line in {line_key(line): line for line in article.text.split(GAP)}.items():
            holders[key].append((article.url, line))
    least = max(_LEAST_STORIES, _LEAST_SHARE * len(stories))
    for key, held in holders.items():
        if len(held) >= least:
            yield RepeatedLine(
                outlet=outlet,
                key=key,
                line=held[0][1],
                stories=len(held),
                of=len(stories),
                evidence=tuple(url for url, _ in held[:_EVIDENCE]),
            )


def _different_stories(articles: list[Article]) -> list[Article]:
    """One article for each story, in order of URL."""
    kept: list[Article] = []
    seen: list[set[str]] = []
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for article in sorted(articles, key=lambda article: article.url):
        keys = {line_key(line) for line in article.text.split(GAP)}
        rivals = {number for key in keys for number in holders[key]}
        if any(len(keys & seen[n]) > _ONE_STORY * min(len(keys), len(seen[n])) for n in rivals):
            continue
        for key in keys:
            holders[key].append(len(kept))
        kept.append(article)
        seen.append(keys)
    return kept


def without_repeated(article: Article, known: Mapping[str, RepeatedLine]) -> Article:
    """The article without the lines in `known` (key → line, of its outlet); they move to `removed`."""
    if not known or not article.text:
        return article
    headings = {(section.start, section.heading) for section in article.sections if section.heading}
    kept: list[tuple[str, bool]] = []
    dropped: list[Removed] = []
    at = 0
    for line in article.text.split(GAP):
        repeated = known.get(line_key(line))
        if repeated:
            reason = f"repeated: in {repeated.stories} of {repeated.of} stories"
            dropped.append(Removed(text=line, reason=reason))
        else:
            kept.append((line, (at, line) in headings))
        at += len(line) + len(GAP)
    if not dropped:
        return article
    text, sections = assemble(kept)
    return replace(article, text=text, sections=sections, removed=(*article.removed, *dropped))
