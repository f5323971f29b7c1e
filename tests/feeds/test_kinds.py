"""Each kind of source over a real server, as its standard has it and as publishers write it."""

import asyncio
import gzip
import json

import pytest

from feeds.kinds.xml_text import mended
from feeds.parse import address_of
from feeds.poll import poll_feed
from records.dates import Confidence
from records.feeds import FeedKind, Outcome
from tests.feeds.site import NOW, Answer, client, feed_at, item, rss, state_of

NINE = NOW.replace(hour=9)


@pytest.fixture
def served(site):
    """What a poll makes of a document that the site serves at `/dir/feed`."""

    def poll(body, kind=FeedKind.FEED, content_type="application/xml", query=""):
        url = f"{site.url}/dir/feed{query}"
        feed = feed_at(url, kind=kind)
        answer = Answer(
            body=body.encode() if isinstance(body, str) else body, headers=[("Content-Type", content_type)]
        )
        site.pages[address_of(feed, url).removeprefix(site.url)] = answer

        async def once():
            async with client() as c:
                return await poll_feed(c, feed, state_of(feed), NOW)

        return asyncio.run(once())

    return poll


def entries(poll):
    assert poll.outcome is Outcome.NEW, poll.problem
    return poll.entries


# --- RSS

CHANNEL = "<channel><title>T</title><link>https://e.org/</link><description>d</description>"
NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)


def rss2(inside, namespaces=NAMESPACES):
    return f'<rss version="2.0" {namespaces}>{CHANNEL}<item>{inside}</item></channel></rss>'


@pytest.mark.parametrize("version", ["0.91", "0.92", "0.93", "0.94", "2.0", "2.0.1"])
def test_every_rss_is_read(served, version):
    when = "<pubDate>Tue, 24 Nov 2026 10:00:00 +0100</pubDate>"
    inside = f"<item><title>A</title><link>https://e.org/a</link><description>d</description>{when}</item>"
    (one,) = entries(served(f'<rss version="{version}">{CHANNEL}{inside}</channel></rss>'))
    assert (one.id, one.url, one.title, one.summary) == ("https://e.org/a", "https://e.org/a", "A", "d")
    assert one.published.value == NINE


def test_netscapes_rss_0_90_and_0_91_are_read_with_their_letters(served):
    """0.91 came with a DOCTYPE that declares HTML's entities in a file which is long gone."""
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    first = f'<rdf:RDF xmlns:rdf="{rdf}" xmlns="http://my.netscape.com/rdf/simple/0.9/">{CHANNEL}</channel>'
    (one,) = entries(served(f"{first}<item><title>A</title><link>https://e.org/a</link></item></rdf:RDF>"))
    assert (one.url, one.published.value) == ("https://e.org/a", None)
    doctype = (
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/x.dtd">'
    )
    second = (
        f'<?xml version="1.0"?>{doctype}<rss version="0.91">{CHANNEL}<item><title>Citt&agrave; &amp; &eacute;'
    )
    (two,) = entries(served(f"{second}</title><link>https://e.org/b</link></item></channel></rss>"))
    assert two.title == "Città & é"


def test_rdf_has_its_own_dates_authors_and_texts(served):
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        f'{NAMESPACES}><channel rdf:about="x"><title>T</title><items><rdf:Seq><rdf:li resource="urn:1"/>'
        '</rdf:Seq></items></channel><item rdf:about="urn:1"><title>A</title><link>https://e.org/a</link>'
        "<description>s</description><dc:date>2026-11-24T10:00+01:00</dc:date><dc:creator>Ada</dc:creator>"
        "<dc:subject>chips</dc:subject><content:encoded><![CDATA[<p>x</p>]]></content:encoded></item></rdf:RDF>"
    )
    (one,) = entries(served(rdf))
    assert (one.id, one.url, one.author, one.tags) == ("urn:1", "https://e.org/a", "Ada", ("chips",))
    assert (one.summary, one.content, one.published.value) == ("s", "<p>x</p>", NINE)


@pytest.mark.parametrize(
    ("inside", "url"),
    [
        ("<link>\n  https://e.org/a \n</link>", "https://e.org/a"),
        ("<link><![CDATA[https://e.org/q?a=1&b=2]]></link>", "https://e.org/q?a=1&b=2"),
        ("<link>https://e.org/q?a=1&b=2&copy=3</link>", "https://e.org/q?a=1&b=2&copy=3"),
        ("<guid>https://e.org/a</guid>", "https://e.org/a"),
        ('<guid isPermaLink="false">x</guid><link>https://e.org/a</link>', "https://e.org/a"),
        ('<atom:link rel="self" href="https://e.org/self"/><link>https://e.org/a</link>', "https://e.org/a"),
        ("<link>https://e.org/a</link><comments>https://e.org/c</comments>", "https://e.org/a"),
        ("<link>https://e.org/a</link><source url='https://o.org/'>O</source>", "https://e.org/a"),
        (
            "<link>http://feeds.example/~r/1</link><feedburner:origLink>https://e.org/a</feedburner:origLink>",
            "https://e.org/a",
        ),
        (
            "<link>https://e.org/a</link><enclosure url='https://e.org/a.mp3' type='audio/mpeg'/>",
            "https://e.org/a",
        ),
    ],
)
def test_the_address_of_an_item_is_that_of_its_page(served, inside, url):
    (one,) = entries(served(rss2(f"<title>A</title>{inside}")))
    assert one.url == url


@pytest.mark.parametrize(
    "inside",
    [
        "<enclosure url='https://e.org/a.mp3' type='audio/mpeg' length='1'/>",
        "<guid>12345</guid>",
        "<guid isPermaLink='false'>tag:e.org,2026:1</guid>",
        "<link/>",
        "<comments>https://e.org/c</comments>",
    ],
)
def test_an_item_without_a_page_is_counted_and_gets_no_made_up_address(served, inside):
    poll = served(rss2(f"<title>A</title>{inside}"))
    assert (poll.entries, poll.dropped) == ((), {"no_link": 1})


@pytest.mark.parametrize(
    ("inside", "author"),
    [
        ("<author>ada@e.org (Ada L)</author>", "Ada L"),
        ("<author>ada@e.org</author>", "ada@e.org"),
        ("<author>Ada L</author>", "Ada L"),
        ("<dc:creator>Ada</dc:creator><dc:creator>Bob</dc:creator>", "Ada, Bob"),
        ("<dc:creator><![CDATA[Ada & Bob]]></dc:creator>", "Ada & Bob"),
        ("<dc:creator>Ada</dc:creator><author>Ada</author>", "Ada"),
        ("", ""),
    ],
)
def test_authors_are_named_whatever_the_form(served, inside, author):
    (one,) = entries(served(rss2(f"<link>https://e.org/a</link>{inside}")))
    assert one.author == author


@pytest.mark.parametrize("first", [True, False])
def test_a_pictures_caption_is_neither_summary_nor_text(served, first):
    picture = (
        '<media:content url="https://e.org/i.jpg"><media:title>Foto</media:title>'
        "<media:description>Una lunga didascalia della fotografia</media:description></media:content>"
    )
    own = "<title>A</title><description>s</description><content:encoded>Full</content:encoded>"
    inside = picture + own if first else own + picture
    (one,) = entries(served(rss2(f"<link>https://e.org/a</link>{inside}")))
    assert (one.title, one.summary, one.content) == ("A", "s", "Full")


def test_a_caption_serves_where_there_is_nothing_else(served):
    inside = "<media:group><media:description>Caption</media:description></media:group>"
    (one,) = entries(served(rss2(f"<title>A</title><link>https://e.org/a</link>{inside}")))
    assert one.summary == "Caption"


def test_an_item_may_have_full_text_only_or_no_title(served):
    (one,) = entries(
        served(rss2("<link>https://e.org/a</link><content:encoded>&lt;p&gt;x&lt;/p&gt;</content:encoded>"))
    )
    assert (one.title, one.content) == ("", "<p>x</p>")


def test_prefixes_may_be_used_without_being_declared(served):
    inside = (
        "<title>A</title><link>https://e.org/a</link><dc:creator>Ada</dc:creator><content:encoded>"
        "<![CDATA[x & y]]></content:encoded><dc:date>2026-11-24T09:00:00Z</dc:date><media:thumbnail url='i'/>"
    )
    (one,) = entries(served(rss2(inside, namespaces="")))
    assert (one.author, one.content, one.published.value) == ("Ada", "x & y", NINE)


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("R&D e AT&T", "R&D e AT&T"),
        ("Perch&eacute; &nbsp;no&rsquo;", "Perché no’"),
        ("Perch&amp;eacute;", "Perché"),
        ("<![CDATA[A & B &egrave; <b>C</b>]]>", "A & B è C"),
        ("A <b>B</b>", "A B"),
        ("1 &#8211; 2 &#x2013; 3", "1 – 2 – 3"),
        ("form\x0cfeed", "form feed"),
        ("&nonsense; x", "&nonsense; x"),
    ],
)
def test_letters_are_read_as_they_were_meant(served, title, read):
    (one,) = entries(served(rss2(f"<title>{title}</title><link>https://e.org/a</link>")))
    assert one.title == read


@pytest.mark.parametrize(
    "head",
    [
        b"\xef\xbb\xbf",
        b"\n\n  ",
        b"\xef\xbb\xbf\r\n",
        b"<!-- made for <html> readers -->",
        b"<?xml-stylesheet type='text/xsl' href='/x.xsl'?><!-- <body> -->",
        b"<!--" + b" x" * 5_000 + b"-->",
    ],
    ids=["mark", "blank lines", "mark and blank lines", "comment", "stylesheet", "long comment"],
)
def test_what_stands_before_the_feed_does_not_hide_it(served, head):
    assert [entry.id for entry in entries(served(head + rss(1)))] == ["id-1"]


def test_a_feed_that_comes_gzipped_as_a_file_is_opened(served):
    assert [
        entry.id for entry in entries(served(gzip.compress(rss(1)), content_type="application/gzip"))
    ] == ["id-1"]


@pytest.mark.parametrize(
    ("content_type", "encoding", "declared"),
    [
        ("text/xml; charset=iso-8859-1", "utf-8", "utf-8"),
        ("text/html", "cp1252", "iso-8859-1"),
        ("application/rss+xml; charset=utf-8", "cp1252", "utf-8"),
        ("application/xml", "utf-16", "utf-16"),
        ("text/plain; charset=nonsense", "utf-8", "x-nonsense"),
    ],
)
def test_a_wrong_charset_or_type_spoils_no_letter(served, content_type, encoding, declared):
    feed = f"<rss version='2.0'><channel>{item(1, title='Perché “x”')}</channel></rss>"
    body = f"<?xml version='1.0' encoding='{declared}'?>{feed}".encode(encoding)
    (one,) = entries(served(body, content_type=content_type))
    assert one.title == "Perché “x”"


# --- Atom


def atom(inside, more=""):
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {more}><title>T</title><entry>{inside}</entry></feed>'


def test_atom_0_3_is_read(served):
    body = (
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>T</title><entry>'
        '<title mode="escaped" type="text/html">A &amp;amp; B</title><id>tag:e.org,2026:1</id>'
        '<link rel="alternate" type="text/html" href="https://e.org/a"/><issued>2026-11-24T09:00:00Z</issued>'
        "<modified>2026-11-24T10:00:00Z</modified><author><name>Ada</name></author><summary>s</summary>"
        '<content type="text/html" mode="escaped">&lt;p&gt;c&lt;/p&gt;</content></entry></feed>'
    )
    (one,) = entries(served(body))
    assert (one.id, one.url, one.title, one.author) == ("tag:e.org,2026:1", "https://e.org/a", "A & B", "Ada")
    assert (one.summary, one.content, one.published.value) == ("s", "<p>c</p>", NINE)
    assert one.updated is not None
    assert one.updated.value == NOW.replace(hour=10)


def test_of_atoms_links_the_page_is_taken(served):
    links = (
        '<link rel="self" href="https://e.org/self"/><link rel="edit" href="https://e.org/edit"/>'
        '<link rel="alternate" type="application/json" href="https://e.org/json"/>'
        '<link rel="alternate" type="text/html" href="https://e.org/page"/>'
        '<link rel="enclosure" href="https://e.org/x.mp3"/><link rel="related" href="https://e.org/rel"/>'
    )
    (one,) = entries(served(atom(f"<id>1</id>{links}<updated>2026-11-24T09:00:00Z</updated>")))
    assert one.url == "https://e.org/page"


def test_atoms_addresses_are_relative_to_the_nearest_base(served, site):
    inside = "<id>tag:1</id><link href='z'/><updated>2026-11-24T09:00:00Z</updated>"
    (one,) = entries(served(atom(inside, 'xml:base="https://base.example/x/"')))
    assert one.link == "https://base.example/x/z"
    (two,) = entries(served(atom(inside)))
    assert two.link == f"{site.url}/dir/z"


def test_atom_may_have_markup_of_its_own_and_several_authors(served):
    inside = (
        '<id>1</id><link href="https://e.org/a"/><updated>2026-11-24T09:00:00Z</updated>'
        '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <b>B</b></div></title>'
        "<author><name>Ada</name></author><author><name>Bob</name><email>b@e.org</email></author>"
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>x</p></div></content>'
    )
    (one,) = entries(served(atom(inside)))
    assert (one.title, one.author, one.content) == ("A B", "Ada, Bob", "<p>x</p>")


# --- JSON


def test_json_feed_1_0_and_1_1_are_read_with_what_people_make_of_them(served, site):
    old = {"version": "https://jsonfeed.org/version/1", "items": [
        {"id": "https://e.org/1", "content_text": "t & <3", "title": None, "author": {"name": "Ada"}},
        {"id": 2, "url": "/two", "external_url": "https://o.org/", "author": "Bob"},
        {"id": "no-page", "content_html": "x"},
        None,
    ]}  # fmt: skip
    poll = served("\ufeff" + json.dumps(old), content_type="application/feed+json")
    one, two = entries(poll)
    assert (one.url, one.summary, one.title, one.author) == ("https://e.org/1", "t & <3", "", "Ada")
    assert (two.id, two.link, two.author) == ("2", f"{site.url}/two", "Bob")
    assert poll.dropped == {"no_link": 1}
    new = {"title": "x" * 3_000, "items": [
        {"id": "1", "url": "https://e.org/1", "authors": [{"name": "Ada"}, "Bob", None],
         "tags": ["a", None, 1], "date_published": "2026-11-24T10:00:00+01:00", "content_html": "<p>c</p>"},
    ], "version": "https://jsonfeed.org/version/1.1"}  # fmt: skip
    (one,) = entries(served(json.dumps(new)))
    assert (one.author, one.tags, one.content) == ("Ada, Bob", ("a",), "<p>c</p>")
    assert one.published.value == NINE


def test_wordpress_is_asked_for_what_we_read_and_no_more(served, site):
    posts = [
        {"id": 1, "link": "https://e.org/a", "guid": {"rendered": "https://e.org/?p=1"},
         "title": {"rendered": "A &#038; B"}, "excerpt": {"rendered": "<p>s</p>", "protected": False},
         "content": {"rendered": "<p>c</p>"}, "date_gmt": "2026-11-24T09:00:00", "modified_gmt": None},
        {"id": 2, "link": "/b", "title": "plain", "content": {"rendered": "", "protected": True}},
        "nonsense",
    ]  # fmt: skip
    one, two = entries(served(json.dumps(posts), FeedKind.WORDPRESS, "application/json", "?categories=7"))
    (asked,) = site.requests
    assert asked.path == (
        "/dir/feed?categories=7&per_page=50&_fields=id,date_gmt,modified_gmt,link,guid,title,excerpt,content"
    )
    assert (one.id, one.title, one.summary, one.content) == ("https://e.org/?p=1", "A & B", "s", "<p>c</p>")
    assert one.published.value == NINE
    assert (two.title, two.link, two.published.value) == ("plain", f"{site.url}/b", None)


def test_wordpress_says_why_it_refuses(served):
    poll = served('{"code": "rest_forbidden", "message": "Only for members"}', FeedKind.WORDPRESS)
    assert (poll.outcome, poll.problem) == (Outcome.NOT_A_FEED, "Only for members")
    assert served("[]", FeedKind.WORDPRESS).outcome is Outcome.EMPTY
    assert served('["a"]', FeedKind.WORDPRESS).outcome is Outcome.NOT_A_FEED


def test_the_federal_register_is_asked_for_the_newest(served, site):
    documents = {"count": 2, "results": [
        {"document_number": "2026-1", "html_url": "https://e.org/1", "title": "A", "abstract": None,
         "agencies": [{"raw_name": "X"}, {"name": "Bureau"}], "topics": None, "type": "Rule",
         "publication_date": "2026-11-24"},
        {"document_number": "2026-2", "html_url": "https://e.org/2", "title": "B", "topics": ["Exports"]},
    ]}  # fmt: skip
    one, two = entries(served(json.dumps(documents), FeedKind.FEDERAL_REGISTER, query="?conditions%5Bx%5D=y"))
    assert site.requests[0].path.startswith(
        "/dir/feed?conditions%5Bx%5D=y&order=newest&per_page=100&fields%5B%5D="
    )
    assert (one.id, one.author, one.tags, one.summary) == ("2026-1", "Bureau", ("Rule",), "")
    assert one.published.confidence is Confidence.DAY
    assert two.tags == ("Exports",)


# --- sitemaps

NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
PLACE = (
    "<url><loc> https://e.org/a </loc><lastmod>2026-11-24</lastmod><news:news><news:publication><news:name>N"
    "</news:name></news:publication><news:publication_date>2026-11-24T10:00:00+01:00</news:publication_date>"
    "<news:title><![CDATA[A & B]]></news:title><news:keywords>x, y</news:keywords></news:news></url>"
)


def sitemap(inside=PLACE, news=f'xmlns:news="{NEWS}"'):
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {news}>{inside}</urlset>'


@pytest.mark.parametrize(
    "body",
    [
        sitemap(),
        sitemap(news=f'xmlns:news="{NEWS.replace("http:", "https:")}"'),
        sitemap(news=""),
        sitemap().replace(' xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"', ""),
        gzip.compress(sitemap().encode()),
    ],
    ids=["standard", "https", "undeclared", "no namespace", "gzipped file"],
)
def test_a_news_sitemap_is_read_whatever_its_namespaces(served, body):
    (one,) = entries(served(body, FeedKind.NEWS_SITEMAP))
    assert (one.url, one.title, one.credit, one.tags) == ("https://e.org/a", "A & B", "N", ("x", "y"))
    assert one.published.value == NINE


def test_a_sitemap_cut_off_is_broken_and_an_empty_one_is_empty(served):
    cut = served(sitemap()[:-40], FeedKind.NEWS_SITEMAP)
    assert (cut.outcome, cut.entries) == (Outcome.BROKEN, ())
    assert served(sitemap(""), FeedKind.NEWS_SITEMAP).outcome is Outcome.EMPTY


def test_an_index_of_sitemaps_names_the_one_to_follow(served):
    places = (("post-1", "2026-11-24"), ("news", "2026-11-01"), ("post-2", "2026-11-20"))
    rows = "".join(
        f"<sitemap><loc>https://e.org/{name}.xml</loc><lastmod>{day}</lastmod></sitemap>"
        for name, day in places
    )
    index = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>'
    poll = served(index, FeedKind.NEWS_SITEMAP)
    assert (poll.outcome, poll.problem) == (
        Outcome.NOT_A_FEED, "an index: its news are in https://e.org/news.xml",
    )  # fmt: skip


# --- XML mended


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"a & b", b"a &amp; b"),
        (b"&amp; &lt; &#8217; &#x2019; &apos;", b"&amp; &lt; &#8217; &#x2019; &apos;"),
        (b"&egrave;&nbsp;&NotEqualTilde;", b"&#232;&#160;&#8770;&#824;"),
        (b"&copy=1&nonsense;&;&#;", b"&amp;copy=1&amp;nonsense;&amp;;&amp;#;"),
        (b"<![CDATA[a & b &egrave; ]] ]]>&", b"<![CDATA[a & b &egrave; ]] ]]>&amp;"),
        (b"<![CDATA[a & b", b"<![CDATA[a & b"),
        (b"<media:description type='x'>a</media:description>", b"<media:caption type='x'>a</media:caption>"),
        ("perché\x00\x1b".encode(), "perché  ".encode()),
    ],
)
def test_xml_is_mended_where_its_meaning_is_plain_and_left_alone_elsewhere(before, after):
    assert mended(before) == after
    assert mended(after) == after
