"""Harvests to keep: small, true to their text, and each a little different from the next."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from records.dates import UNDATED, Confidence, Dated
from records.facts import (
    Amount,
    AmountKind,
    Attribution,
    DateMention,
    EntityType,
    Mention,
    Quote,
    QuoteKind,
    Reading,
    Relevance,
)
from records.feeds import Entry, Feed, FeedState, Outcome, Poll
from records.news import ArchivedPage, Article, Verdict
from records.runs import Count, Found, Harvest, Run, Stage

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

#: What is remembered of a feed, in the columns that every schema has.
REMEMBERED = """
    INSERT INTO feed_states BY NAME
    SELECT $feed AS feed, 0.0 AS failure_score, 0 AS failures, MAP {} AS misses, true AS trust_validators,
           0 AS moved_count, 0.0 AS channel_wait, [] AS skip_hours, [] AS skip_days
"""

FEED = Feed(
    key="gazette",
    title="Gazette of Chips",
    urls=("https://gazette.example/feed",),
    outlet="Gazette",
    family="gazette",
    language="en",
    country="US",
)


def run(name="r1", at=NOW, flow="poll", **more):
    return Run(id=name, flow=flow, started=at, trigger="test", **more)


def dated(value, raw="", confidence=Confidence.SURE):
    return Dated(raw=raw or value.isoformat(), value=value, method="iso", confidence=confidence)


def text_of(n=1):
    return (
        f"Nvidia may ship {n} H20 chips to China. Analysts expect $5 billion of sales, 10% more.\n\n"
        "Reuters says that the licence is near – “soon”. 🙂 Nvidia declined to comment."
    )


def entry(n=1, feed="gazette", published=NOW, **more):
    values = {
        "feed": feed,
        "id": f"id-{n}",
        "url": f"https://gazette.example/{n}",
        "link": f"https://gazette.example/{n}?utm_source=feed",
        "title": f"Headline {n}",
        "summary": "<p>Summary</p>",
        "published": UNDATED if published is None else dated(published),
        "tags": ("chips",),
    }
    return Entry(**(values | more))


def page(n=1, at=NOW, body=b"<html>", **more):
    values = {
        "url": f"https://gazette.example/{n}?utm_source=feed",
        "final_url": f"https://gazette.example/{n}",
        "status": 200,
        "digest": sha256(body).hexdigest(),
        "file": "a.warc.gz",
        "offset": n * 100,
        "length": 100,
        "fetched_at": at,
    }
    return ArchivedPage(**(values | more))


def article(n=1, text=None, published=NOW, **more):
    values = {
        "url": f"https://gazette.example/{n}",
        "verdict": Verdict.ARTICLE,
        "title": f"Headline {n}",
        "authors": ("A. Writer",),
        "published": UNDATED if published is None else dated(published),
        "language": "en",
        "text": text_of(n) if text is None else text,
        "outlet": "The Gazette, as its page says",
        "method": "general",
    }
    return Article(**(values | more))


def sentences_of(text):
    """Cut at full stops: enough for these texts."""
    spans, start = [], 0
    for n, character in enumerate(text):
        if character == "." or n == len(text) - 1:
            spans.append((start, n + 1))
            start = n + 1
    return tuple(spans)


def spot(text, surface, after=0):
    """Place, sentence and surface of a word, as facts carry them."""
    start = text.index(surface, after)
    sentence = next(n for n, (a, b) in enumerate(sentences_of(text)) if a <= start < b)
    return {"surface": surface, "start": start, "end": start + len(surface), "sentence": sentence}


def mention(text, n, surface, type_, entity_id, after=0):
    return Mention(
        id=n,
        type=type_,
        entity_id=entity_id,
        name=surface,
        confidence=0.9,
        cue="catalogue",
        **spot(text, surface, after),
    )


def reading(text, version="1+abc", on_topic=True, **more):
    """Of a text of `text_of`."""
    last = text.rindex("Nvidia")
    values = {
        "text_sha256": sha256(text.encode()).hexdigest(),
        "extractor_version": version,
        "language": "en",
        "relevance": Relevance(
            on_topic=on_topic, score=0.9 if on_topic else 0.1, topics=("licensing",), why=("licence@0",)
        ),
        "sentences": sentences_of(text),
        "mentions": (
            mention(text, 0, "Nvidia", EntityType.COMPANY, "company:nvidia"),
            mention(text, 1, "H20", EntityType.CHIP, "chip:h20"),
            mention(text, 2, "China", EntityType.COUNTRY, "country:cn"),
            mention(text, 3, "Nvidia", EntityType.COMPANY, "company:nvidia", last),
        ),
        "candidates": (mention(text, 4, "soon", None, None),),
        "amounts": (
            Amount(
                id=0,
                kind=AmountKind.MONEY,
                value=5e9,
                unit="USD",
                bound=None,
                role="revenue",
                cue="symbol",
                **spot(text, "$5 billion"),
            ),
            Amount(
                id=1,
                kind=AmountKind.PERCENT,
                value=10,
                unit="percent",
                bound=None,
                role=None,
                cue="sign",
                **spot(text, "10%"),
            ),
        ),
        "attributions": (
            Attribution(
                source="Reuters",
                type="media",
                entity_id="media:reuters",
                cue="says",
                **spot(text, "Reuters"),
            ),
        ),
        "quotes": (
            Quote(
                id=0,
                kind=QuoteKind.INDIRECT,
                speaker="Reuters",
                speaker_type="media",
                speaker_entity_id="media:reuters",
                role=None,
                speaker_surface="Reuters",
                speaker_start=text.index("Reuters"),
                speaker_end=text.index("Reuters") + 7,
                relay=("Bloomberg", "people familiar"),
                cue="says",
                **spot(text, "H20"),
            ),
        ),
        "date_mentions": (
            DateMention(id=0, value="2026-11", relative=True, cue="near", **spot(text, "soon")),
        ),
    }
    return Reading(**(values | more))


def found(n=1, feed="gazette", at=NOW, text=None, version="1+abc", on_topic=True, published=NOW, **more):
    """An entry that went all the way."""
    read = article(n, text, published)
    values = {
        "entry": entry(n, feed, published),
        "page": page(n, at),
        "article": read,
        "reading": reading(read.text, version, on_topic),
        "first_seen": at,
    }
    return Found(**(values | more))


def poll(feed="gazette", at=NOW, outcome=Outcome.NEW, entries=(), **more):
    state = FeedState(key=feed, last_poll=at, next_poll=at + timedelta(hours=1), last_outcome=outcome)
    values = {
        "feed": feed,
        "url": f"https://{feed}.example/feed",
        "started": at,
        "seconds": 0.2,
        "outcome": outcome,
        "status": 200,
        "entries": tuple(entries),
        "new": len(entries),
        "state": state,
    }
    return Poll(**(values | more))


def funnel(feed="gazette", read=1):
    """Counts that add up."""
    return tuple(
        Count(feed=feed, stage=stage, status=status, n=read)
        for stage in (Stage.ENTRY, Stage.FETCH, Stage.READ)
        for status in ("in", "out")
    )


def harvest(items: Iterable[Found] = (), name="r1", at=NOW, feed=FEED, **more):
    """What a poll brings home."""
    items = tuple(items)
    values = {
        "run": run(name, at),
        "feeds": (feed,),
        "polls": (poll(feed.key, at, entries=[item.entry for item in items]),),
        "found": items,
        "counts": funnel(feed.key, len(items)),
    }
    return Harvest(**(values | more))
