"""Whatever bytes come: no crash but the one that says what is wrong, and no date that nobody printed.

Every property runs briefly with the other tests, and at length under `-m long`.
"""

import asyncio
import json
import math
import re
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeds.addresses import check_url
from feeds.charset import as_utf8
from feeds.dates import read_date
from feeds.headers import fresh_for, http_date, retry_after
from feeds.hints import channel_hints
from feeds.identity import canonical_url
from feeds.items import plain_text
from feeds.opml import read_opml
from feeds.parse import parse
from feeds.poll import poll_feed
from feeds.sitemaps import parse_sitemap
from feeds.sources import read_sources
from feeds.unreadable import UnreadableError
from records.dates import Confidence
from records.errors import ConfigError, ForbiddenError
from tests.feeds.site import NOW, Answer, Site, client, feed_at, rss, state_of
from tests.feeds.test_cut import atom, known_of, rdf
from tests.feeds.test_parse import ATOM, RDF

FEED = feed_at("https://e.org/feed", local=False)

PROPERTIES: dict[str, tuple[Callable[..., None], tuple[st.SearchStrategy, ...]]] = {}


def holds_for(*strategies: st.SearchStrategy):
    """The function below is a property of all that these strategies give."""

    def keep(check: Callable[..., None]) -> Callable[..., None]:
        PROPERTIES[check.__name__] = (check, strategies)
        return check

    return keep


def run(name: str, examples: int) -> None:
    check, strategies = PROPERTIES[name]
    often = settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    often(given(*strategies)(check))()


def tried(error: type[Exception], call, *rest):
    """What the call gives and None, or None and the one error that it may raise."""
    try:
        return call(*rest), None
    except error as refusal:
        return None, refusal


def read(body: bytes, known=None, content_type=""):
    return parse(FEED, body, content_type=content_type, base="https://e.org/feed", now=NOW, known=known)


# --- dates

languages = st.sampled_from(["it", "es", "en", "nl", ""])
moments = st.datetimes(datetime(1996, 1, 1), datetime(2026, 11, 24), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)
zones = st.integers(-11 * 4, 13 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
pieces = st.one_of(
    st.sampled_from(
        ["mar", "mar,", "marzo", "March", "lunedì", "Mié,", "de", "ore", "alle", "a las", "st", "º"]
    ),
    st.sampled_from(
        ["3", "03", "31", "32", "26", "1999", "2026", "0000", "9999", "1767225600", "12/09/2025"]
    ),
    st.sampled_from(
        ["10:30", "25:61", "24:00:00", "am", "PM", "Z", "GMT", "+0100", "-9999", "CET", "XYZ", "T"]
    ),
    st.sampled_from(["2026-03-03", "20260303T101010Z", "/", "-", ".", ",", ":"]),
)


@holds_for(st.one_of(st.text(max_size=60), st.lists(pieces, max_size=8).map(" ".join)), languages)
def no_date_is_invented(raw, language):
    found = read_date(raw, language, NOW)
    if found.value is None:
        assert found.confidence is Confidence.NONE
        return
    assert found.value.tzinfo is UTC
    assert found.method
    assert found.confidence is not Confidence.NONE
    if found.method != "epoch":  # the year is printed, in full or by its last two digits; zones may turn it
        near = {f"{found.value.year + turn:04}" for turn in (-1, 0, 1)}
        digits = "".join(str(int(c)) if c.isdecimal() else c for c in raw)
        assert any(year in digits or year[2:] in digits for year in near)


NAMES = {
    "it": ("lun mar mer gio ven sab dom", "gen feb mar apr mag giu lug ago set ott nov dic"),
    "es": ("lun mar mié jue vie sáb dom", "ene feb mar abr may jun jul ago sep oct nov dic"),
    "en": ("Mon Tue Wed Thu Fri Sat Sun", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
}


@holds_for(moments, zones, st.sampled_from(list(NAMES)))
def rfc_822_in_three_languages_comes_back_to_the_second(moment, zone, language):
    days, months = (names.split() for names in NAMES[language])
    local = moment.astimezone(zone)
    printed = f"{days[local.weekday()]}, {local.day:02} {months[local.month - 1]} {local:%Y %H:%M:%S %z}"
    assert read_date(printed, language, NOW).value == moment


@holds_for(moments, zones)
def iso_8601_comes_back_to_the_second(moment, zone):
    found = read_date(moment.astimezone(zone).isoformat(), "it", NOW)
    assert (found.value, found.confidence) == (moment, Confidence.SURE)


# --- headers

header_values = st.one_of(
    st.text(alphabet=st.characters(max_codepoint=255), max_size=60),
    st.integers().map(str),
    moments.map(lambda moment: moment.strftime("%a, %d %b %Y %H:%M:%S GMT")),
    st.sampled_from(
        ["max-age=", "max-age=99999999999999", "no-cache", "Thu, 99 Foo 2026", "-1", "1e9", "NaN"]
    ),
)


@holds_for(header_values, header_values, header_values, header_values)
def headers_give_a_wait_or_none(control, expires, age, retry):
    headers = (("cache-control", control), ("expires", expires), ("age", age), ("retry-after", retry))
    for seconds in (fresh_for(headers, NOW), retry_after(headers, NOW)):
        assert seconds is None or (math.isfinite(seconds) and seconds >= 0)
    when = http_date(expires)
    assert when is None or when.tzinfo is UTC


# --- addresses

hosts = st.sampled_from(
    ["e.org", "m.e.org", "127.0.0.1", "[::1]", "a@b", "perché.it", "e.org:80", "e.org:x", "", "x" * 70 + ".è"]
)
urls = st.one_of(
    st.text(max_size=80),
    st.builds(
        "{}://{}{}{}{}".format,
        st.sampled_from(["http", "https", "HTTP", "ftp", ""]),
        hosts,
        st.text(alphabet="/a.%2Fé?=&;#+ amp", max_size=20),
        st.sampled_from(["", "?utm_source=x&a=1", "?a=%20&b", "?&&=", "/amp/", ";jsessionid=1"]),
        st.sampled_from(["", "#x", "#!x"]),
    ),
)


@holds_for(urls)
def a_canonical_url_is_its_own(url):
    once = canonical_url(url)
    assert canonical_url(once) == once


@holds_for(urls)
def an_address_is_refused_or_fine_and_nothing_else(url):
    _, refusal = tried(ForbiddenError, check_url, url)
    assert refusal.reason if refusal else re.match(r"https?://", url, re.IGNORECASE)


# --- bytes

feeds = st.sampled_from(
    [rss(1, 2, 3), ATOM.encode(), RDF.encode(), atom(5), rdf(5), rss(1, channel="<ttl>5</ttl>")]
)


@st.composite
def spoilt(draw):
    """A feed with a few stretches cut, doubled or overwritten."""
    body = bytearray(draw(feeds))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(body)))
        end = min(len(body), start + draw(st.integers(0, 60)))
        twice = bytes(body[start:end]) * 2
        body[start:end] = draw(st.one_of(st.binary(max_size=20), st.just(b""), st.just(twice)))
    return bytes(body)


texts = st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
anything = st.one_of(spoilt(), st.binary(max_size=300), texts)
content_types = st.sampled_from(["", "text/xml; charset=utf-16", "application/json", "x; charset=\x00"])


@holds_for(anything, content_types)
def bytes_are_a_feed_or_refused_with_a_reason(body, content_type):
    parsed, refusal = tried(UnreadableError, read, body, None, content_type)
    if refusal:
        assert refusal.reason
        return
    ids = [entry.id for entry in parsed.entries]
    assert len(ids) == len(set(ids))
    for entry in parsed.entries:
        assert entry.link.lower().startswith("http")
        assert entry.url
        assert "\n" not in entry.title
        assert entry.published.raw or entry.published.value is None


keys = st.sampled_from(["version", "items", "id", "url", "link", "title", "rendered", "authors", "tags"]) | (
    st.sampled_from(
        ["count", "results", "date_gmt", "agencies", "name", "topics", "html_url", "content", "guid"]
    )
)
values = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.text(max_size=10), st.just("2026-11-24T10:00:00Z"),
        st.just("https://e.org/x"),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=5)),
    max_leaves=25,
)  # fmt: skip


@holds_for(values, st.booleans())
def json_of_any_shape_is_a_feed_or_refused(value, as_feed):
    if as_feed and isinstance(value, dict):
        value = {**value, "version": "https://jsonfeed.org/version/1.1"}
    _, refusal = tried(UnreadableError, read, json.dumps(value).encode())
    assert refusal is None or refusal.reason


@holds_for(anything, st.sampled_from(["", "x; charset=latin-1", "x; charset=idna", "x; charset=zlib"]))
def what_comes_out_of_any_charset_is_utf_8(body, header):
    as_utf8(body, header).decode("utf-8")


@holds_for(anything)
def other_readers_of_bytes_read_or_refuse(body):
    parse_sitemap(body)
    hints = channel_hints(body)
    assert hints.wait >= 0
    assert hints.skip_hours <= set(range(24))
    plain_text(body.decode("utf-8", "replace"))
    _, refusal = tried(ConfigError, read_opml, body)
    assert refusal is None or str(refusal)


@holds_for(anything)
def a_sources_file_is_read_or_refused_with_its_place(body):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sources.toml"
        path.write_bytes(b'[one]\ntitle = "One"\n' + body)
        _, refusal = tried(ConfigError, read_sources, [path])
        assert refusal is None or refusal.where.startswith(str(path))


@holds_for(st.lists(st.integers(0, 30), unique=True, min_size=1, max_size=30), st.data())
def cutting_changes_nothing_but_the_time(numbers, data):
    body = data.draw(st.sampled_from([rss(*numbers), atom(len(numbers)), rdf(len(numbers))]))
    whole = read(body)
    fresh = data.draw(st.sets(st.sampled_from([entry.id for entry in whole.entries])))
    cut = read(body, known_of(whole, tuple(fresh)))
    assert cut.entries == tuple(entry for entry in whole.entries if entry.id not in set(cut.unread))
    assert not set(cut.unread) & fresh


@pytest.mark.parametrize("name", PROPERTIES)
def test_in_brief(name):
    run(name, 40)


@pytest.mark.long
@pytest.mark.parametrize("name", PROPERTIES)
def test_at_length(name):
    run(name, 2_000)


header_names = st.sampled_from(["ETag", "Location", "Retry-After", "Content-Encoding", "Expires", "Age"])
header_bytes = st.binary(max_size=30).filter(lambda value: not set(value) & {0, 10, 13})


@pytest.mark.long
@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(200, 599), st.lists(st.tuples(header_names, header_bytes), max_size=3), anything)
def test_a_poll_never_raises_whatever_the_server_says(status, headers, body):
    site = Site()
    try:
        site.pages["/feed"] = Answer(status=status, headers=headers, body=body)
        feed = feed_at(f"{site.url}/feed")

        async def twice():
            async with client() as c:
                poll = await poll_feed(c, feed, state_of(feed), NOW)
                return await poll_feed(c, feed, poll.state, NOW + timedelta(hours=1))

        poll = asyncio.run(twice())
        assert poll.state.next_poll is not None
        assert poll.outcome.is_good or poll.problem
    finally:
        site.stop()
