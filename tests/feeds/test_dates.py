"""Publishers' dates: read by their whole shape or not at all, never completed from today's."""

from datetime import UTC, datetime, timedelta

import pytest

from feeds.dates import read_date
from feeds.parse import parse
from records.dates import Confidence
from tests.feeds.site import NOW, feed_at, rss

SURE, LIKELY, DAY, DOUBTFUL, NONE = (
    Confidence.SURE,
    Confidence.LIKELY,
    Confidence.DAY,
    Confidence.DOUBTFUL,
    Confidence.NONE,
)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "language", "value", "method", "confidence"),
    [
        # RFC 822, as it should be and as it comes
        ("Tue, 03 Mar 2026 08:30:00 GMT", "en", at(2026, 3, 3, 8, 30), "rfc822", SURE),
        ("Tue, 3 Mar 26 08:30 EST", "en", at(2026, 3, 3, 13, 30), "rfc822", SURE),
        ("03 Mar 2026 08:30:00 +0100", "en", at(2026, 3, 3, 7, 30), "rfc822", SURE),
        ("Tue,03 Mar 2026 08:30:00 +01:00 (CET)", "en", at(2026, 3, 3, 7, 30), "rfc822", SURE),
        ("Tue, 03 Sept 2024 08:30:00 GMT+2", "en", at(2024, 9, 3, 6, 30), "rfc822", SURE),
        ("Tue, 03 Mar 2026 24:00:00 GMT", "en", at(2026, 3, 4), "rfc822", SURE),
        ("Wed, 03 Mar 2026 08:30:00 GMT", "en", at(2026, 3, 3, 8, 30), "rfc822", SURE),  # it was a Tuesday
        ("Tue, 03 Mar 2026 08:30:00", "en", at(2026, 3, 3, 8, 30), "rfc822", LIKELY),
        ("Tue Mar  3 08:30:00 2026", "en", at(2026, 3, 3, 8, 30), "rfc822", LIKELY),
        # Italian and Spanish names; "mar" is a Tuesday where a weekday stands, March where a month does
        ("sab, 07 gen 2023 10:00:00 +0100", "it", at(2023, 1, 7, 9), "words_it", LIKELY),
        ("mar, 03 mar 2026 08:30:00 +0100", "it", at(2026, 3, 3, 7, 30), "rfc822", SURE),
        ("mar 3 mar 2026", "it", at(2026, 3, 3), "words_en", DAY),
        ("martedì 3 marzo 2026, ore 10.30", "it", at(2026, 3, 3, 9, 30), "words_it", LIKELY),
        ("Mercoledì, 1° Luglio 2026 alle 9:05", "it", at(2026, 7, 1, 7, 5), "words_it", LIKELY),
        ("1 sett. 2026", "it", at(2026, 9, 1), "words_it", DAY),
        ("3 de marzo de 2026 a las 10:30", "es", at(2026, 3, 3, 9, 30), "words_es", LIKELY),
        ("miércoles, 4 de marzo de 2026", "es", at(2026, 3, 4), "words_es", DAY),
        ("Mié, 04 Mar 2026 10:00:00 +0100", "es", at(2026, 3, 4, 9), "words_es", LIKELY),
        ("dom., 2 ago. 2026 – 10:00", "es", at(2026, 8, 2, 8), "words_es", LIKELY),
        ("March 3, 2026 10:30 pm EST", "en", at(2026, 3, 4, 3, 30), "rfc822", SURE),
        ("March 3rd, 2026", "en", at(2026, 3, 3), "words_en", DAY),
        ("Mar. 3, 2026 at 10:30 a.m. ET", "en", at(2026, 3, 3, 15, 30), "rfc822", SURE),
        ("July 3, 2026, 10:30 PM ET", "en", at(2026, 7, 4, 2, 30), "rfc822", SURE),
        ("Martes, 3 de Marzo de 2026 10:30 hs.", "es", at(2026, 3, 3, 9, 30), "words_es", LIKELY),
        ("Tue, 03 Mar 2026 10:30:00 +0100 CET", "it", at(2026, 3, 3, 9, 30), "rfc822", SURE),
        ("12:30 am, March 3, 2026", "en", None, "", NONE),
        # ISO 8601 and its kin
        ("2026-03-03T10:00:00Z", "en", at(2026, 3, 3, 10), "iso", SURE),
        ("2026-03-03T10:00:00.123+05:30", "en", at(2026, 3, 3, 4, 30), "iso", SURE),
        ("2026-03-03T10:00-0800", "en", at(2026, 3, 3, 18), "iso", SURE),
        ("20260303T101010Z", "en", at(2026, 3, 3, 10, 10, 10), "iso", SURE),
        ("2026-03-03 10:00:00", "it", at(2026, 3, 3, 9), "iso", LIKELY),
        ("2026-07-03 10:00:00", "it", at(2026, 7, 3, 8), "iso", LIKELY),
        ("2026-07-03 10:00:00", "en", at(2026, 7, 3, 10), "iso", LIKELY),
        ("2026-03-03", "it", at(2026, 3, 3), "iso", DAY),
        ("2016/6/29", "en", at(2016, 6, 29), "iso", DAY),
        ("20260303", "it", at(2026, 3, 3), "iso", DAY),
        ("2026-03-03T10:00:00Z[UTC]", "en", at(2026, 3, 3, 10), "iso", SURE),
        ("2026-03", "en", None, "", NONE),
        # bare numbers, by the feed's language
        ("12/09/2025", "it", at(2025, 9, 12), "numbers", DAY),
        ("12/09/2025", "es", at(2025, 9, 12), "numbers", DAY),
        ("12/09/2025", "en", at(2025, 12, 9), "numbers", DOUBTFUL),
        ("12/12/2025", "en", at(2025, 12, 12), "numbers", DAY),
        ("25/12/2025", "en", at(2025, 12, 25), "numbers", DAY),
        ("12/25/2025", "it", at(2025, 12, 25), "numbers", DAY),
        ("12.09.2025 10:00", "en", at(2025, 9, 12, 10), "numbers", LIKELY),
        ("3-3-26 9:05", "it", at(2026, 3, 3, 8, 5), "numbers", LIKELY),
        # an epoch
        ("1767225600", "en", at(2026, 1, 1), "epoch", SURE),
        ("1767225600123", "en", at(2026, 1, 1), "epoch", SURE),
        # no such day, clock or zone; no date at all
        ("Thu, 31 Feb 2026 10:00:00 GMT", "en", None, "", NONE),
        ("Thu, 30 Jan 2026 25:00:00 GMT", "en", None, "", NONE),
        ("Thu, 30 Jan 2026 10:61:00 GMT", "en", None, "", NONE),
        ("3 Mar 2026 10:00 XYZ", "en", None, "", NONE),
        ("3 Mar 2026 10:00 +9999", "en", None, "", NONE),
        ("32/13/2026", "it", None, "", NONE),
        ("yesterday", "en", None, "", NONE),
        ("3 ore fa", "it", None, "", NONE),
        ("Pubblicato il 3 marzo", "it", None, "", NONE),
        ("marzo", "it", None, "", NONE),
        ("marzo 2026", "it", None, "", NONE),
        ("ieri", "it", None, "", NONE),
        ("10:30", "it", None, "", NONE),
        ("0000-00-00T00:00:00Z", "en", None, "", NONE),
    ],
)  # fmt: skip
def test_a_date_is_read_as_printed(raw, language, value, method, confidence):
    found = read_date(raw, language, NOW)
    assert (found.raw, found.value, found.method, found.confidence) == (raw, value, method, confidence)


@pytest.mark.parametrize(
    ("country", "value", "confidence"),
    [
        ("US", at(2026, 3, 3, 16), SURE),
        ("MX", at(2026, 3, 3, 16), SURE),
        ("CN", at(2026, 3, 3, 2), LIKELY),
        ("TW", at(2026, 3, 3, 2), LIKELY),
        ("CU", at(2026, 3, 3, 15), LIKELY),
        ("IT", at(2026, 3, 3, 16), DOUBTFUL),
        ("", at(2026, 3, 3, 16), DOUBTFUL),
    ],
)
def test_cst_is_central_china_or_cuba_time_by_the_feeds_country_and_else_not_to_be_believed(
    country, value, confidence
):
    found = read_date("Tue, 03 Mar 2026 10:00:00 CST", "en", NOW, country)
    assert (found.value, found.confidence) == (value, confidence)


def test_an_items_date_is_read_by_its_feeds_country():
    body = rss(
        "<item><title>a</title><link>https://e.org/a</link><pubDate>3 Mar 2026 10:00 CST</pubDate></item>"
    )
    feed = feed_at("https://e.org/feed", language="en", country="TW")
    (entry,) = parse(feed, body, content_type="", base="https://e.org/feed", now=NOW).entries
    assert entry.published.value == at(2026, 3, 3, 2)


@pytest.mark.parametrize(
    ("ahead", "confidence"),
    [
        (timedelta(minutes=10), SURE),
        (timedelta(hours=2), LIKELY),
        (timedelta(hours=25), LIKELY),
        (timedelta(hours=27), DOUBTFUL),
        (timedelta(days=3650), DOUBTFUL),
        (timedelta(days=-1), SURE),
    ],
)
def test_a_date_in_the_future_is_kept_and_flagged(ahead, confidence):
    raw = (NOW + ahead).strftime("%a, %d %b %Y %H:%M:%S GMT")
    found = read_date(raw, "en", NOW)
    assert (found.raw, found.value, found.confidence) == (raw, NOW + ahead, confidence)


@pytest.mark.parametrize("raw", ["Thu, 01 Jan 1970 00:00:00 GMT", "0001-01-01T00:00:00Z", "30/11/1899"])
def test_a_date_before_there_were_feeds_is_kept_and_flagged(raw):
    found = read_date(raw, "it", NOW)
    assert found.value is not None
    assert found.confidence is DOUBTFUL


@pytest.mark.parametrize("raw", ["", "   ", "\n"])
def test_nothing_printed_is_undated(raw):
    assert read_date(raw, "it", NOW) == read_date("", "it", NOW)


def test_a_two_digit_year_is_at_most_a_year_ahead():
    assert read_date("03/03/27", "it", NOW).value == at(2027, 3, 3)
    assert read_date("03/03/28", "it", NOW).value == at(1928, 3, 3)


def test_what_is_read_does_not_hang_on_today():
    for raw in ("3 marzo 2025", "2016/6/29", "sab, 07 gen 2023 10:00:00 +0100"):
        first, later = (read_date(raw, "it", now) for now in (NOW, NOW + timedelta(days=777)))
        assert first == later


def test_a_page_of_text_where_a_date_should_be_is_no_date():
    found = read_date("3 marzo 2026 " * 10_000, "it", NOW)
    assert found.value is None
    assert len(found.raw) <= 200
