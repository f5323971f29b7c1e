"""Each address asked for once: whichever feeds show it, and whenever they do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import urldefrag

from flows.memory import Memory
from flows.tally import Tally
from records.feeds import Entry, Feed
from records.runs import Found, Harvest, Stage

#: Entries with one page, of one feed or of several.
Group = list[tuple[Feed, Entry]]


def not_met(wanted: Sequence[tuple[Feed, Entry]], again: frozenset[str]) -> list[Entry]:
    """The entries that are no new word on a page fetched before."""
    return [entry for _, entry in wanted if urldefrag(entry.link).url not in again]


def grouped(
    wanted: Sequence[tuple[Feed, Entry]], known: Mapping[str, str], memory: Memory
) -> tuple[list[Group], Group]:
    """The entries by page, in the order of each first one; and those whose page need not be asked for.

    That is so when the file has the article (`known`), or when another part of this run has taken it on. A
    local source opens doors for itself alone: no other feed's entry is asked for in its name.
    """
    groups: dict[tuple[str, bool], Group] = {}
    spared: Group = []
    for feed, entry in wanted:
        if entry.url in known or entry.url in memory.taken:
            spared.append((feed, entry))
        else:
            groups.setdefault((entry.url, feed.local), []).append((feed, entry))
    memory.taken.update(url for url, _ in groups)
    return list(groups.values()), spared


def with_spared(
    harvest: Harvest, spared: Group, known: Mapping[str, str], now: datetime, *, backfilled: bool
) -> Harvest:
    """The harvest with entries that need no page of their own: counted, and bound to the article there is."""
    tally = Tally()
    found = []
    for feed, entry in spared:
        article = known.get(entry.url, "")
        tally.add(feed.key, Stage.FETCH, "dropped", "known_article" if article else "same_page")
        found.append(Found(entry=entry, first_seen=now, backfilled=backfilled, known_as=article))
    return replace(harvest, found=harvest.found + tuple(found), counts=harvest.counts + tally.counts())
