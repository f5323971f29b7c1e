"""A small world whose answers were worked out by hand: nine items, six feeds, three runs.

The newest day is Friday 20 November 2026.

| item | feed | published | text |
|---|---|---|---|
| a1 | uno (and dos) | 20 Nov 09:00 | Nvidia vende H20 in Cina. La multa è di 5 milioni di dollari. |
| a2 | two | 19 Nov 08:00 | Nvidia will invest $10 billion to $12 billion. Reuters said … asked in May. |
| a3 | dos, backfilled | 12 Nov 07:00 | China compra H20 por 70.000 millones de yuanes (10.000 …), dicen … |
| a4 | uno, by way of a redirect | none printed | Huawei cita Nvidia e Huawey. |
| a5 | two | 20 Nov 06:00 | off topic |
| a6 | two | doubtful: 2031 | off topic |
| a7 | dos | 20 Nov 05:00 | in the feed only, page not asked for |
| a8 | uno | 20 Nov 10:00 | first: Huawei presenta un chip. then: AMD presenta un chip. |
| a9 | two | 19 Nov 09:00 | behind a paywall, not read |
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from records.dates import UNDATED, Confidence, Dated
from records.entities import Alias, Entity
from records.facts import (
    Amount,
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
from records.likeness import Fingerprint
from records.news import ArchivedPage, Article, RepeatedLine, Verdict
from records.runs import Count, Found, Gap, Harvest, Quarantined, Run, Stage


def at(day: int, hour: int = 0, minute: int = 0, month: int = 11) -> datetime:
    """A moment of November 2026, UTC."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


#: When the release is made.
MADE = at(20, 16)

ENTITIES = (
    Entity(
        id="company:nvidia",
        type=EntityType.COMPANY,
        name="Nvidia",
        tickers=("NASDAQ:NVDA", "NVDA"),
        country="US",
    ),
    Entity(id="company:amd", type=EntityType.COMPANY, name="AMD"),
    Entity(id="company:huawei", type=EntityType.COMPANY, name="Huawei"),
    Entity(id="chip:h20", type=EntityType.CHIP, name="H20", parent="company:nvidia"),
    Entity(id="media:reuters", type=EntityType.MEDIA, name="Reuters"),
    Entity(id="ticker:nasdaq-nvda", type=EntityType.TICKER, name="NVDA"),
    Entity(
        id="country:cn",
        type=EntityType.COUNTRY,
        name="China",
        aliases=(Alias(form="Cina", language="it"), Alias(form="China", language="es")),
    ),
)

_NAMES = {
    "Nvidia": "company:nvidia",
    "AMD": "company:amd",
    "Huawei": "company:huawei",
    "H20": "chip:h20",
    "Cina": "country:cn",
    "China": "country:cn",
    "Huawey": "company:~huawey",
}


def feed(key: str, family: str, **more: object) -> Feed:
    return Feed(
        key=key,
        title=key.title(),
        urls=(f"https://{key}.example/feed",),
        outlet=key.title(),
        family=family,
        **({"language": "it", "country": "IT"} | more),
    )


UNO = feed("uno", "uno")
TWO = feed("two", "two", language="en", country="US")
#: Of the same publisher as two: one voice.
DOS = feed(
    "dos",
    "two",
    language="es",
    country="ES",
    history="sitemap",
    history_url="https://dos.example/sitemap.xml",
)
QUIET = feed("quiet", "quiet")
LOST = feed("lost", "lost")
OFF = feed("off", "off", enabled=False)


def on(when: datetime, confidence: Confidence = Confidence.SURE) -> Dated:
    return Dated(raw=when.isoformat(), value=when, method="iso", confidence=confidence)


def url(item: str) -> str:
    return f"https://news.example/{item}"


def entry(item: str, feed: Feed, published: Dated) -> Entry:
    return Entry(
        feed=feed.key, id=item, url=url(item), link=url(item), title=f"Title of {item}", published=published
    )


def article(item: str, text: str, published: Dated = UNDATED, verdict: Verdict = Verdict.ARTICLE) -> Article:
    return Article(url=url(item), verdict=verdict, title=f"Title of {item}", text=text, published=published)


def page(asked: str, led_to: str) -> ArchivedPage:
    """What was fetched at one address and came from another."""
    return ArchivedPage(
        url=url(asked),
        final_url=url(led_to),
        status=200,
        digest="0" * 64,
        file="a.warc.gz",
        offset=0,
        length=1,
        fetched_at=at(20, 11),
    )


#: A quote of which nothing is known but what it says.
_SILENT: dict[str, object] = dict.fromkeys(
    (
        "speaker",
        "speaker_type",
        "speaker_entity_id",
        "role",
        "speaker_start",
        "speaker_end",
        "speaker_surface",
    )
)


def read(
    text: str,
    *,
    amounts: Iterable[tuple[str, dict[str, object]]] = (),
    cited: Iterable[tuple[str, str, str]] = (),
    said: Iterable[tuple[str, dict[str, object]]] = (),
    dates: Iterable[tuple[str, str]] = (),
    topics: tuple[str, ...] = (),
    on_topic: bool = True,
) -> Reading:
    """A reading whose names are all of `_NAMES` in the text; sentences end with ". "."""
    sentences, start = [], 0
    for sentence in text.split(". "):
        end = min(start + len(sentence) + 1, len(text))
        sentences.append((start, end))
        start = end + 1

    def place(surface: str) -> dict[str, object]:
        begin = text.index(surface)
        number = next(n for n, (start, end) in enumerate(sentences) if start <= begin < end)
        return {
            "surface": surface,
            "start": begin,
            "end": begin + len(surface),
            "sentence": number,
            "cue": "hand",
        }

    names = sorted((text.index(form), form) for form in _NAMES if form in text)
    return Reading(
        text_sha256=sha256(text.encode()).hexdigest(),
        extractor_version="1+hand",
        language=None,
        relevance=Relevance(on_topic=on_topic, score=0.9 if on_topic else 0.1, topics=topics, why=()),
        sentences=tuple(sentences),
        mentions=tuple(
            Mention(
                id=n,
                type=EntityType(_NAMES[form].partition(":")[0]),
                entity_id=_NAMES[form],
                name=form,
                confidence=1.0,
                **place(form),
            )
            for n, (_, form) in enumerate(names)
            if on_topic
        ),
        candidates=(),
        amounts=tuple(
            Amount(id=n, **({"kind": "money", "bound": None, "role": None} | more), **place(surface))
            for n, (surface, more) in enumerate(amounts)
        ),
        attributions=tuple(
            Attribution(source=source, type=kind, entity_id=None, **place(surface))
            for surface, source, kind in cited
        ),
        quotes=tuple(
            Quote(id=n, **({"kind": QuoteKind.INDIRECT, "relay": (), **_SILENT} | more), **place(surface))
            for n, (surface, more) in enumerate(said)
        ),
        date_mentions=tuple(
            DateMention(id=n, value=value, relative=False, **place(surface))
            for n, (surface, value) in enumerate(dates)
        ),
    )


A1 = "Nvidia vende H20 in Cina. La multa è di 5 milioni di dollari."
A2 = "Nvidia will invest $10 billion to $12 billion. Reuters said that China asked in May."
A3 = "China compra H20 por 70.000 millones de yuanes (10.000 millones de dólares), dicen fuentes."
A4 = "Huawei cita Nvidia e Huawey."
A8_FIRST = "Huawei presenta un chip."
A8_THEN = "AMD presenta un chip."

READ_A1 = read(
    A1,
    amounts=[("5 milioni di dollari", {"value": 5e6, "unit": "USD", "role": "fine"})],
    topics=("enforcement", "product_for_china"),
)
READ_A2 = read(
    A2,
    amounts=[
        ("$10 billion", {"value": 1e10, "unit": "USD", "role": "investment"}),
        ("$12 billion", {"value": 1.2e10, "unit": "USD", "role": "investment", "range_of": 0}),
    ],
    cited=[("Reuters", "Reuters", "media")],
    said=[("China asked in May", {"speaker": "Reuters", "speaker_type": "media"})],
    dates=[("May", "2026-05")],
    topics=("product_for_china",),
)
READ_A3 = read(
    A3,
    amounts=[
        ("70.000 millones de yuanes", {"value": 7e10, "unit": "CNY", "role": "price"}),
        ("10.000 millones de dólares", {"value": 1e10, "unit": "USD", "role": "price", "converts": 0}),
    ],
    cited=[("fuentes", "people familiar", "generic")],
    said=[
        (
            "China compra H20",
            {
                "kind": QuoteKind.DIRECT,
                "speaker": "people familiar",
                "speaker_type": "generic",
                "role": "fuentes",
                "relay": ("Reuters",),
            },
        )
    ],
    topics=("product_for_china",),
)


def found(
    item: str, feed: Feed, published: Dated, seen: datetime, text: str | None = None, **more: object
) -> Found:
    """`text` None: its page was not followed."""
    page = None if text is None else article(item, text, published)
    return Found(**({"entry": entry(item, feed, published), "article": page, "first_seen": seen} | more))


def poll(feed: Feed, started: datetime, outcome: Outcome, new: int = 0, **state: object) -> Poll:
    well = outcome.is_good
    return Poll(
        feed=feed.key,
        url=feed.urls[0],
        started=started,
        seconds=0.5,
        outcome=outcome,
        problem="" if well else f"it was {outcome}",
        new=new,
        state=FeedState(
            key=feed.key,
            **(
                {"last_poll": started, "last_outcome": outcome, "failures": 0 if well else 2}
                | ({"last_good": started, "last_new": started} if well else {})
                | state
            ),
        ),
    )


def run(name: str, started: datetime, flow: str = "poll") -> Run:
    return Run(id=name, flow=flow, started=started, trigger="cli")


def balanced(feed: Feed, stage: Stage, came: int, **lost: int) -> list[Count]:
    """Counts of one stage; what is not lost, by reason, goes on."""
    parts = [
        ("in", "", came),
        ("out", "", came - sum(lost.values())),
        *(("dropped", why, n) for why, n in lost.items()),
    ]
    return [Count(feed=feed.key, stage=stage, status=status, reason=why, n=n) for status, why, n in parts]


#: What uno prints under all that it writes.
LINE = RepeatedLine(
    outlet="Uno",
    key="leggi uno",
    line="Leggi Uno",
    stories=6,
    of=9,
    first=at(1),
    last=at(20),
    evidence=(url("a1"), url("a8")),
)

#: For the sake of the test a6 has the words of a5.
TWIN = Fingerprint(method="hand", words=2, shingles=1, exact=7, bands=(), sketch=bytes(128))

FIRST = Harvest(
    run=run("first", at(20, 11)),
    feeds=(UNO, TWO, DOS, QUIET, LOST, OFF),
    polls=(
        poll(
            UNO,
            at(20, 11),
            Outcome.NEW,
            new=3,
            recovered="was failing, now well",
            recovered_at=at(20, 9),
        ),
        poll(TWO, at(19, 11), Outcome.NEW, new=4),
        poll(TWO, at(20, 11), Outcome.TIMEOUT, last_good=at(19, 11), last_new=at(19, 11)),
        poll(LOST, at(20, 11), Outcome.NO_CANDIDATE),
        *(poll(QUIET, at(day, 12), Outcome.NEW, new=1) for day in range(1, 6)),
        poll(
            QUIET,
            at(20, 11),
            Outcome.NOTHING_NEW,
            last_new=at(5, 12),
            alarm="silent: nothing new for 15 days",
            alarm_since=at(7, 12),
        ),
    ),
    found=(
        found("a1", UNO, on(at(20, 9)), at(20, 11), A1, reading=READ_A1),
        found("a1", DOS, on(at(20, 9, 30)), at(20, 11, 1)),
        found(
            "a2",
            TWO,
            on(at(19, 8)),
            at(19, 11),
            article=replace(article("a2", A2, on(at(19, 8))), agency="Reuters"),
            reading=READ_A2,
        ),
        Found(
            entry=entry("go-a4", UNO, UNDATED),
            page=page("go-a4", "a4"),
            article=article("a4", A4),
            reading=read(A4),
            first_seen=at(20, 11),
        ),
        found(
            "a5",
            TWO,
            on(at(20, 6)),
            at(20, 11),
            "Snacks.",
            reading=read("Snacks.", on_topic=False),
            fingerprint=TWIN,
        ),
        found(
            "a6",
            TWO,
            on(datetime(2031, 1, 1, tzinfo=UTC), Confidence.DOUBTFUL),
            at(20, 11),
            "Poker chips.",
            reading=read("Poker chips.", on_topic=False),
            fingerprint=TWIN,
        ),
        found("a7", DOS, on(at(20, 5)), at(20, 11)),
        found("a8", UNO, on(at(20, 10)), at(20, 11), A8_FIRST, reading=read(A8_FIRST)),
        found(
            "a9",
            TWO,
            on(at(19, 9)),
            at(19, 11),
            article=article("a9", "Subscribe.", on(at(19, 9)), Verdict.PAYWALL),
        ),
    ),
    counts=(
        *balanced(UNO, Stage.POLL, 1),
        *balanced(TWO, Stage.POLL, 1, timeout=1),
        *balanced(UNO, Stage.ENTRY, 5, known=2),
        *balanced(UNO, Stage.FETCH, 3),
    ),
    quarantined=(
        Quarantined(
            feed="two",
            stage=Stage.ARTICLE,
            item=url("broken"),
            reason="no_text",
            problem="empty",
            replay="{}",
            moment=at(12, 7),
        ),
    ),
    gaps=(
        Gap(feed="dos", since=at(13, 6), until=at(15), cause="no_overlap"),
        Gap(feed="uno", since=at(19), until=at(20), cause="downtime"),
    ),
)

#: An hour later: a8 says something else.
SECOND = Harvest(
    run=run("second", at(20, 12)),
    feeds=FIRST.feeds,
    found=(found("a8", UNO, on(at(20, 10)), at(20, 12), A8_THEN, reading=read(A8_THEN)),),
)

#: The past of dos is walked, and closes the gap of uno for the sake of the test.
THIRD = Harvest(
    run=run("third", at(20, 15), flow="backfill"),
    feeds=FIRST.feeds,
    found=(found("a3", DOS, on(at(12, 7)), at(20, 15), A3, reading=READ_A3, backfilled=True),),
    closed=(Gap(feed="uno", since=at(19), until=at(20), cause="downtime"),),
)

#: Each harvest with the moment at which it is kept.
HARVESTS = tuple((harvest, harvest.run.started + timedelta(minutes=5)) for harvest in (FIRST, SECOND, THIRD))
