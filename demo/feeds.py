"""The feed formats: RSS 2.0, Atom, RDF (RSS 1.0). An item's quirks are played here."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from demo import dates
from demo.articles import Article
from demo.pages import render_body
from demo.quirks import Quirk

if TYPE_CHECKING:
    from demo.site import Site

_TRACKING = "?utm_source=rss&utm_medium=feed&utm_campaign=ultime#content"
#: The day a clock shows that was never set.
_UNSET_CLOCK = datetime(1970, 1, 1, tzinfo=UTC)
_WORDPRESS = """
<sy:updatePeriod>hourly</sy:updatePeriod>
<sy:updateFrequency>1</sy:updateFrequency>
<generator>WordPress 6.8.3</generator>"""


def render(site: Site, articles: list[Article]) -> str:
    """The outlet's feed with these items, as text whose prolog names the outlet's charset."""
    shown = [item for article in articles for item in _repeated(article)]
    body = {"rss": _rss, "atom": _atom, "rdf": _rdf}[site.outlet.feed](site, shown)
    return f'<?xml version="1.0" encoding="{site.outlet.feed_charset.upper()}"?>\n{body}'


def _repeated(article: Article) -> list[Article]:
    return [article] * (2 if Quirk.REPEATED_ITEM in article.quirks else 1)


def _rss(site: Site, articles: list[Article]) -> str:
    outlet = site.outlet
    items = "\n".join(_rss_item(site, article) for article in articles)
    return f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel>
<title>{escape(outlet.name)}</title>
<atom:link href="{site.base}{outlet.feed_path}" rel="self" type="application/rss+xml"/>
<link>{site.base}/</link>
<description>{escape(outlet.tagline)}</description>
<language>{outlet.language}-{outlet.country}</language>
<lastBuildDate>{dates.rfc822(max(a.updated for a in articles))}</lastBuildDate>{
        _WORDPRESS if outlet.history == "wordpress" else ""
    }
{items}
</channel>
</rss>
"""


def _rss_item(site: Site, article: Article) -> str:
    lines = [f"<title>{_title(article)}</title>"]
    if Quirk.NO_LINK not in article.quirks:
        lines += [f"<link>{escape(_link(site, article))}</link>"]
    lines += [f"<dc:creator>{escape(article.author)}</dc:creator>"]
    if date := _rss_date(article):
        lines += [f"<pubDate>{date}</pubDate>"]
    lines += [f"<category>{escape(tag)}</category>" for tag in article.tags]
    lines += [f'<guid isPermaLink="false">{_guid(site, article)}</guid>']
    lines += [f"<description>{escape(article.standfirst)}</description>"]
    if site.outlet.full_text:
        lines += [f"<content:encoded>{_cdata(_whole_text(site, article))}</content:encoded>"]
    return "<item>\n" + "\n".join(lines) + "\n</item>"


def _rss_date(article: Article) -> str:
    """ "" when the item has none."""
    if Quirk.UNDATED_ITEM in article.quirks:
        return ""
    if Quirk.ABSURD_ITEM_DATE in article.quirks:
        return dates.rfc822(_UNSET_CLOCK)
    words = article.language if Quirk.ITEM_DATE_IN_WORDS in article.quirks else "en"
    return dates.rfc822(article.published, words)


def _atom(site: Site, articles: list[Article]) -> str:
    outlet = site.outlet
    entries = "\n".join(_atom_entry(site, article) for article in articles)
    return f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{outlet.language}">
<title>{escape(outlet.name)}</title>
<subtitle>{escape(outlet.tagline)}</subtitle>
<id>tag:{outlet.key},2026:feed</id>
<link rel="self" href="{site.base}{outlet.feed_path}"/>
<link rel="alternate" type="text/html" href="{site.base}/"/>
<updated>{max(a.updated for a in articles).isoformat()}</updated>
{entries}
</feed>
"""


def _atom_entry(site: Site, article: Article) -> str:
    lines = [f'<title type="html">{escape(_title(article))}</title>']
    if Quirk.NO_LINK not in article.quirks:
        lines += [f'<link rel="alternate" href={quoteattr(_link(site, article))}/>']
    lines += [f"<id>{_guid(site, article)}</id>"]
    if Quirk.UNDATED_ITEM not in article.quirks:
        lines += [f"<published>{article.published.isoformat()}</published>"]
        lines += [f"<updated>{article.updated.isoformat()}</updated>"]
    lines += [f"<author><name>{escape(article.author)}</name></author>"]
    lines += [f"<category term={quoteattr(tag)}/>" for tag in article.tags]
    lines += [f'<summary type="text">{escape(article.standfirst)}</summary>']
    return "<entry>\n" + "\n".join(lines) + "\n</entry>"


def _rdf(site: Site, articles: list[Article]) -> str:
    outlet = site.outlet
    listed = "\n".join(f"<rdf:li rdf:resource={quoteattr(_guid(site, a))}/>" for a in articles)
    items = "\n".join(_rdf_item(site, article) for article in articles)
    return f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="{site.base}{outlet.feed_path}">
<title>{escape(outlet.name)}</title>
<link>{site.base}/</link>
<description>{escape(outlet.tagline)}</description>
<dc:language>{outlet.language}</dc:language>
<items><rdf:Seq>
{listed}
</rdf:Seq></items>
</channel>
{items}
</rdf:RDF>
"""


def _rdf_item(site: Site, article: Article) -> str:
    """Headline and link alone, as RDF feeds of trade papers are; the date is Dublin Core's."""
    lines = [f"<item rdf:about={quoteattr(_guid(site, article))}>", f"<title>{_title(article)}</title>"]
    if Quirk.NO_LINK not in article.quirks:
        lines += [f"<link>{escape(_link(site, article))}</link>"]
    if Quirk.UNDATED_ITEM not in article.quirks:
        lines += [f"<dc:date>{article.published.isoformat()}</dc:date>"]
    return "\n".join([*lines, "</item>"])


def _title(article: Article) -> str:
    title = escape(article.title)
    return escape(title) if Quirk.TITLE_ESCAPED_TWICE in article.quirks else title


def _link(site: Site, article: Article) -> str:
    if Quirk.RELATIVE_LINK in article.quirks:
        return site.path_of(article)
    if Quirk.REDIRECTED_LINK in article.quirks:
        return f"{site.base}/go/{article.id}"
    return site.url_of(article) + (_TRACKING if Quirk.TRACKING_LINK in article.quirks else "")


def _guid(site: Site, article: Article) -> str:
    if Quirk.SHARED_GUID in article.quirks:
        return f"{site.base}/?p=0"
    if site.outlet.feed == "atom":
        return f"tag:{site.outlet.key},{article.published:%Y-%m-%d}:{article.id}"
    return site.url_of(article) if site.outlet.feed == "rdf" else f"{site.base}/?p={article.number}"


def _whole_text(site: Site, article: Article) -> str:
    return render_body(site.outlet, article, related=site.related_to(article))


def _cdata(markup: str) -> str:
    return f"<![CDATA[{markup.replace(']]>', ']]]]><![CDATA[>')}]]>"
