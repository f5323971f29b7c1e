"""Each kind of source into entries, and everything that comes where a feed should."""

import json
from collections import Counter

import pytest

from feeds.parse import address_of, parse
from feeds.unreadable import UnreadableError
from records.dates import Confidence
from records.feeds import FeedKind, Outcome
from tests.feeds.site import NOW, feed_at, item, rss

FEED = feed_at("https://e.org/feed", local=False)


def read(body: bytes | str, feed=FEED, content_type="application/rss+xml", base="https://e.org/dir/feed"):
    body = body.encode() if isinstance(body, str) else body
    return parse(feed, body, content_type=content_type, base=base, now=NOW)


ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>
<entry><id>tag:e.org,2026:1</id><title type="html">Chip &amp;amp; &lt;b&gt;ban&lt;/b&gt;</title>
<link rel="alternate" href="https://e.org/1"/><link rel="enclosure" href="https://e.org/1.mp3"/>
<published>2026-11-24T10:00:00+01:00</published><updated>2026-11-24T10:30:00Z</updated>
<author><name>Ada</name></author><category term="chips"/><category term="chips"/>
<summary>Short</summary><content type="html">&lt;p&gt;Long&lt;/p&gt;</content></entry>
<entry><id>tag:e.org,2026:2</id><title>Only updated</title><link href="/2"/>
<updated>2026-11-23T10:30:00Z</updated></entry></feed>"""

RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://e.org/">
<title>T</title><link>https://e.org/</link></channel><item rdf:about="https://e.org/a"><title>A</title>
<link>https://e.org/a</link><dc:date>2026-11-24T08:00:00Z</dc:date><dc:creator>Ada</dc:creator></item>
<item rdf:about="https://e.org/b"><title>B</title><link>https://e.org/b</link></item></rdf:RDF>"""


def test_atom_gives_all_that_it_says():
    one, two = read(ATOM).entries
    assert (one.id, one.url, one.title) == ("tag:e.org,2026:1", "https://e.org/1", "Chip & ban")
    assert (one.summary, one.content, one.author, one.tags) == ("Short", "<p>Long</p>", "Ada", ("chips",))
    assert one.published.value == NOW.replace(hour=9)
    assert one.updated is not None
    assert one.updated.value == NOW.replace(hour=10, minute=30)
    assert two.url == "https://e.org/2"
    assert two.published.raw == "2026-11-23T10:30:00Z"


def test_rdf_has_dates_and_may_lack_them():
    one, two = read(RDF).entries
    assert (one.id, one.author) == ("https://e.org/a", "Ada")
    assert one.published.value == NOW.replace(hour=8)
    assert two.published.confidence is Confidence.NONE
    assert two.published.value is None


def test_rss_0_91_has_neither_ids_nor_dates():
    body = """<rss version="0.91"><channel><title>T</title>
    <item><title>A</title><link>https://e.org/a</link></item></channel></rss>"""
    (one,) = read(body).entries
    assert one.id == one.url == "https://e.org/a"


def test_rss_gives_full_text_credit_and_the_date_in_italian():
    body = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
    <item><title>A</title><link>https://e.org/a</link><guid>https://e.org/?p=1</guid>
    <pubDate>mar, 24 nov 2026 10:00:00 +0100</pubDate><dc:creator>Ada</dc:creator>
    <source url="https://reuters.example/">Reuters</source>
    <description>Sommario &lt;em&gt;breve&lt;/em&gt;</description>
    <content:encoded><![CDATA[<p>Tutto</p>]]></content:encoded></item></channel></rss>"""
    (one,) = read(body).entries
    assert (one.id, one.url, one.author, one.credit) == (
        "https://e.org/?p=1",
        "https://e.org/a",
        "Ada",
        "Reuters",
    )
    assert (one.summary, one.content) == ("Sommario breve", "<p>Tutto</p>")
    assert one.published.value == NOW.replace(hour=9)


def test_json_feed_1_1_and_1_0():
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "T",
        "items": [
            {
                "id": "1",
                "url": "https://e.org/1",
                "title": "A",
                "content_html": "<p>x</p>",
                "summary": "s",
                "date_published": "2026-11-24T10:00:00Z",
                "date_modified": "2026-11-24T11:00:00Z",
                "authors": [{"name": "Ada"}, {"name": "Bob"}],
                "tags": ["chips"],
            },
            {"id": 2, "external_url": "https://e.org/2", "content_text": "t", "author": {"name": "Cy"}},
            "nonsense",
        ],
    }
    one, two = read(json.dumps(feed)).entries
    assert (one.id, one.author, one.tags, one.content) == ("1", "Ada, Bob", ("chips",), "<p>x</p>")
    assert (two.id, two.url, two.summary, two.author) == ("2", "https://e.org/2", "t", "Cy")


def test_a_news_sitemap_is_a_feed():
    body = """<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
    xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://e.org/a</loc>
    <lastmod>2026-11-24T11:00:00Z</lastmod><n:news><n:publication><n:name>One</n:name><n:language>it</n:language>
    </n:publication><n:publication_date>2026-11-24T10:00:00+01:00</n:publication_date>
    <n:title>Chip &amp; co</n:title>
    <n:keywords>chip, dazi</n:keywords></n:news></url><url><loc>https://e.org/b</loc></url></urlset>"""
    one, two = read(body).entries
    assert (one.title, one.credit, one.tags) == ("Chip & co", "One", ("chip", "dazi"))
    assert one.published.value == NOW.replace(hour=9)
    assert two.published.value is None


def test_wordpress_rest_is_a_feed_with_full_text_and_utc_dates():
    post = {
        "id": 7,
        "date": "2026-11-24T11:00:00",
        "date_gmt": "2026-11-24T10:00:00",
        "modified_gmt": "2026-11-24T10:05:00",
        "link": "https://e.org/a/",
        "guid": {"rendered": "https://e.org/?p=7"},
        "title": {"rendered": "Chip &#8220;H20&#8221;"},
        "excerpt": {"rendered": "<p>Breve</p>"},
        "content": {"rendered": "<p>Tutto</p>"},
    }
    (one,) = read(json.dumps([post])).entries
    assert (one.id, one.url, one.title) == ("https://e.org/?p=7", "https://e.org/a", "Chip “H20”")
    assert one.published.value == NOW.replace(hour=10)
    assert one.published.confidence is Confidence.SURE
    wordpress = feed_at("https://e.org/wp-json/wp/v2/posts", kind=FeedKind.WORDPRESS)
    assert "per_page=50" in address_of(wordpress, wordpress.urls[0])
    assert address_of(wordpress, wordpress.urls[0]) == address_of(wordpress, wordpress.urls[0])


def test_the_federal_register_is_a_feed():
    register = feed_at(
        "https://fr.example/documents.json?conditions%5Bx%5D=y", kind=FeedKind.FEDERAL_REGISTER
    )
    asked = address_of(register, register.urls[0])
    assert asked.startswith("https://fr.example/documents.json?conditions%5Bx%5D=y&order=newest")
    body = {
        "count": 1,
        "results": [
            {
                "document_number": "2026-12345",
                "html_url": "https://fr.example/d/2026-12345",
                "title": "Additions to the Entity List",
                "abstract": "BIS adds …",
                "publication_date": "2026-11-23",
                "type": "Rule",
                "agencies": [{"name": "Commerce Department"}, {"name": "Industry and Security Bureau"}],
                "topics": ["Exports"],
            }
        ],
    }
    (one,) = read(json.dumps(body), register).entries
    assert (one.id, one.tags) == ("2026-12345", ("Rule", "Exports"))
    assert one.author == "Commerce Department, Industry and Security Bureau"
    assert one.published.confidence is Confidence.DAY
    assert read('{"count": 0}', register).entries == ()


def test_the_kind_is_told_by_the_bytes_not_by_the_configuration():
    """Candidate addresses of one source may be of different kinds."""
    for kind in FeedKind:
        assert len(read(rss(1, 2), feed_at("https://e.org/", kind=kind)).entries) == 2
        assert len(read(ATOM, feed_at("https://e.org/", kind=kind)).entries) == 2


# --- bad input

INDEX = (
    b"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
    b"<sitemap><loc>https://e.org/s</loc></sitemap></sitemapindex>"
)
HTML = b"<!DOCTYPE html><html><head><title>Accedi</title></head><body>x</body></html>"


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (b"", Outcome.NOT_A_FEED),
        (b"   \n", Outcome.NOT_A_FEED),
        (HTML, Outcome.NOT_A_FEED),
        (b"<?xml version='1.0'?>" + HTML, Outcome.NOT_A_FEED),
        (b"<html>Just a moment <script src=/cdn-cgi/challenge-platform/h></script>", Outcome.CHALLENGE),
        (b"just words", Outcome.NOT_A_FEED),
        (b"/etc/passwd", Outcome.NOT_A_FEED),
        (b"http://127.0.0.1:1024/feed", Outcome.NOT_A_FEED),
        (b"\x00\x01\x02\xff" * 50, Outcome.NOT_A_FEED),
        (b"%PDF-1.7 ...", Outcome.NOT_A_FEED),
        (b"<?xml version='1.0'?><note><to>x</to></note>", Outcome.NOT_A_FEED),
        (rss(1, 2, 3)[:-60], Outcome.BROKEN),
        (rss(1, 2, 3)[:250], Outcome.BROKEN),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id"', Outcome.BROKEN),
        (b'{"version": "https://jsonfeed.org/version/1.1"}', Outcome.NOT_A_FEED),
        (b'{"code": "rest_no_route", "message": "No route was found"}', Outcome.NOT_A_FEED),
        (b"[" * 100_000, Outcome.BROKEN),
        (INDEX, Outcome.NOT_A_FEED),
    ],
)  # fmt: skip
def test_bytes_without_a_feed_are_refused_with_a_reason(body, outcome):
    with pytest.raises(UnreadableError) as caught:
        read(body)
    assert caught.value.outcome is outcome
    assert caught.value.reason
    assert "\n" not in str(caught.value)


def test_an_html_page_is_named_by_its_title():
    with pytest.raises(UnreadableError, match="Accedi"):
        read(HTML)


@pytest.mark.parametrize(
    "body",
    [
        rss(1, 2).replace(b"Item 1", b"R&D <3 chips"),
        rss(1, 2).replace(b"<channel>", b"<channel><description>AT&T</description>"),
        rss(1, 2).replace(b"Item 1", b"form\x0cfeed"),
        rss(1, 2).replace(b"Item 1", b"&nbsp;&egrave;&nonsense;"),
        rss(1, 2) + b"<!-- generated in 0.2 s -->",
        b"\n\n" + rss(1, 2),
        rss(1, 2).replace(b"</item>", b"<media:content url='x'/></item>"),
        rss(1, 2).replace(b"utf-8", b"utf8"),
        rss(1, 2).replace(b"<channel>", b"<channel><description><![CDATA[<html><body>x]]></description>"),
        b"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY x 'y'>]>" + rss(1, 2).partition(b"?>")[2],
    ],
    ids=[
        "bare <",
        "bare &",
        "control byte",
        "html entities",
        "tail",
        "blank head",
        "no namespace",
        "utf8",
        "html inside",
        "doctype",
    ],
)
def test_broken_markup_that_is_whole_is_read_all_the_same(body):
    assert [entry.id for entry in read(body).entries] == ["id-1", "id-2"]


def test_entities_neither_explode_nor_reach_files():
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    body = (
        f"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY l0 'ha'>{laughs}<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
        f"<rss version='2.0'><channel>{item(1, title='&l9;&f;')}{item(2)}</channel></rss>"
    )
    entries = read(body).entries
    assert len(entries) == 2
    assert all(len(entry.title) < 1000 and "root:" not in entry.title for entry in entries)


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("/a", "https://e.org/a"),
        ("a", "https://e.org/dir/a"),
        ("//cdn.e.org/a", "https://cdn.e.org/a"),
        ("?p=1", "https://e.org/dir/feed?p=1"),
    ],
)
def test_a_relative_link_is_relative_to_the_feed(link, url):
    (one,) = read(rss(item(1, link=link))).entries
    assert one.url == url


def test_items_without_a_link_are_dropped_and_counted():
    bare = "<item><title>x</title></item>"
    script = "<item><title>x</title><link>javascript:alert(1)</link></item>"
    parsed = read(rss(bare, script, item(1)))
    assert [entry.id for entry in parsed.entries] == ["id-1"]
    assert parsed.dropped == {"no_link": 2}


def test_an_id_that_is_an_address_stands_in_for_a_missing_link():
    (one,) = read(rss("<item><title>x</title><guid>https://e.org/x</guid></item>")).entries
    assert one.url == "https://e.org/x"


def test_the_same_item_twice_is_one_and_counted():
    parsed = read(rss(item(1), item(2), item(1)))
    assert [entry.id for entry in parsed.entries] == ["id-1", "id-2"]
    assert parsed.dropped == {"duplicate": 1}


def test_an_id_shared_by_different_stories_names_none_of_them():
    items = [item(1, link=f"https://e.org/{n}") for n in "abc"]
    parsed = read(rss(*items))
    assert [entry.id for entry in parsed.entries] == [f"https://e.org/{n}" for n in "abc"]
    assert parsed.dropped == {}


def test_an_id_does_not_change_when_the_feed_moves():
    body = rss(item(1)).replace(b" isPermaLink='false'", b"")
    ids = Counter(
        read(body, base=base).entries[0].id for base in ("http://a.example/", "https://b.example/x/")
    )
    assert ids == {"id-1": 2}


def test_a_title_escaped_twice_is_plain():
    (one,) = read(
        rss(item(1, title="Chip &amp;amp; &amp;lt;b&amp;gt;dazi&amp;lt;/b&amp;gt; &amp;quot;H20&amp;quot;"))
    ).entries
    assert one.title == 'Chip & dazi "H20"'


def test_absurd_dates_are_kept_and_doubted():
    when = "<pubDate>Mon, 01 Jan 2046 00:00:00 GMT</pubDate>"
    body = rss(f"<item><title>x</title><link>https://e.org/x</link>{when}</item>")
    (one,) = read(body).entries
    assert one.published.confidence is Confidence.DOUBTFUL
    assert one.published.value is not None
    assert one.published.value.year == 2046


def test_a_wrong_charset_leaves_the_words_readable():
    body = "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>" + item(
        1, title="Perché è così"
    )
    (one,) = read((body + "</channel></rss>").encode("cp1252")).entries
    assert one.title == "Perché è così"
