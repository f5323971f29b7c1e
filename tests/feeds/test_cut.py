"""Cutting known items out changes how long a poll takes, and nothing else."""

from dataclasses import replace

import pytest

from feeds.cut import cut_known
from feeds.parse import Parsed, parse
from records.feeds import Known
from tests.feeds.site import NOW, feed_at, item, rss
from tests.feeds.test_parse import ATOM, RDF

FEED = feed_at("https://e.org/feed", local=False)


def read(body: bytes, known: Known | None = None) -> Parsed:
    return parse(FEED, body, content_type="application/xml", base="https://e.org/feed", now=NOW, known=known)


def known_of(parsed: Parsed, but: tuple[str, ...] = ()) -> Known:
    kept = [entry for entry in parsed.entries if entry.id not in but]
    return Known(
        ids=frozenset(entry.id for entry in kept),
        urls=frozenset(entry.url for entry in kept),
        titles={entry.id: entry.title for entry in kept},
        updates={entry.id: entry.updated.raw if entry.updated else "" for entry in kept},
    )


def atom(n: int) -> bytes:
    entries = "".join(
        f"<entry><id>tag:{i}</id><title>T &amp;amp; {i}</title><link href='https://e.org/{i}'/>"
        f"<updated>2026-11-2{i % 5}T00:00:00Z</updated></entry>"
        for i in range(n)
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title>{entries}</feed>".encode()


def rdf(n: int) -> bytes:
    head, _, _ = RDF.partition("<item ")
    items = "".join(
        f"<item rdf:about='https://e.org/{i}'><title>T {i}</title><link>https://e.org/{i}</link>"
        f"<dc:date>2026-11-2{i % 5}T00:00:00Z</dc:date></item>"
        for i in range(n)
    )
    return f"{head}{items}</rdf:RDF>".encode()


FEEDS = {
    "rss": rss(*range(40)),
    "atom": atom(40),
    "rdf": rdf(40),
    "cdata": rss(*(item(n, title=f"<![CDATA[T & {n} <b>x</b>]]>") for n in range(40))),
    "escaped": rss(*(item(n, title=f"T &amp;quot;{n}&amp;quot;") for n in range(40))),
    "without guids": rss(*range(40)).replace(b"guid", b"other"),
}


@pytest.mark.parametrize("body", FEEDS.values(), ids=FEEDS)
@pytest.mark.parametrize("fresh", [(), (0,), (3, 17), (39,), tuple(range(20)), tuple(range(40))])
def test_what_is_left_is_read_as_if_nothing_had_been_cut(body, fresh):
    whole = read(body)
    but = tuple(whole.entries[n].id for n in fresh)
    cut = read(body, known_of(whole, but))
    unread = set(cut.unread)
    assert unread <= {entry.id for entry in whole.entries} - set(but)
    assert cut.entries == tuple(entry for entry in whole.entries if entry.id not in unread)
    assert cut.hints == whole.hints


@pytest.mark.parametrize("body", FEEDS.values(), ids=FEEDS)
def test_of_what_is_known_only_the_first_and_the_last_are_read_again(body):
    whole = read(body)
    assert len(read(body, known_of(whole)).unread) == 38


def test_an_item_with_another_title_is_read():
    whole = read(FEEDS["rss"])
    known = known_of(whole)
    edited = replace(known, titles={**known.titles, "id-7": "Before the edit"})
    assert "id-7" in {entry.id for entry in read(FEEDS["rss"], edited).entries}


def test_an_entry_with_another_time_of_update_is_read():
    known = known_of(read(FEEDS["atom"]))
    edited = replace(known, updates={**known.updates, "tag:7": "2026-11-01T00:00:00Z"})
    assert "tag:7" in {entry.id for entry in read(FEEDS["atom"], edited).entries}


def test_without_titles_to_compare_nothing_is_cut():
    known = replace(known_of(read(FEEDS["rss"])), titles={})
    assert cut_known(FEEDS["rss"], known) == (FEEDS["rss"], ())


def test_an_id_that_stands_on_several_items_is_left_to_the_parser():
    body = rss(*(item(n, link=f"https://e.org/x{n}").replace(f"id-{n}", "same") for n in range(20)))
    known = Known(ids=frozenset({"same", "a", "b", "c", "d"}), titles={"same": "Item 3"})
    assert cut_known(body, known) == (body, ())


@pytest.mark.parametrize(
    "body",
    [
        rss(*range(20)).replace(b"Item 3", b"R&D"),
        rss(*range(20))[:-30],
        b"",
        b"<html><p>x</html>",
        b'{"items": []}',
        ATOM.encode().replace(b"2005/Atom", b"2099/Atom"),
    ],
    ids=["not well formed", "cut off", "empty", "html", "json", "another namespace"],
)
def test_what_lxml_does_not_take_falls_through_to_the_parser(body):
    known = Known(ids=frozenset(f"id-{n}" for n in range(20)))
    assert cut_known(body, known) == (body, ())
