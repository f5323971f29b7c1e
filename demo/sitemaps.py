"""Sitemaps: the news sitemap of the last two days, and the dated post sitemaps in which the past lies."""

from __future__ import annotations

import gzip
from datetime import timedelta
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from demo.articles import EDITION_DATE, Article

if TYPE_CHECKING:
    from demo.site import Site

_XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_INDEX = "/sitemap_index.xml"
_PER_FILE = 4  # real ones hold thousands; few here, so that there are several files
_NEWS_DAYS = 2  # the protocol's own window


def paths(site: Site) -> list[str]:
    """The index and the post sitemaps behind it, oldest posts first, as Yoast numbers them."""
    ending = ".xml.gz" if site.outlet.gzipped_sitemaps else ".xml"
    files = -(-len(site.articles) // _PER_FILE)
    return [
        _INDEX,
        "/page-sitemap.xml",
        *(f"/post-sitemap{number}{ending}" for number in range(1, files + 1)),
    ]


def announced(site: Site) -> list[str]:
    """What robots.txt names."""
    news = [site.outlet.feed_path] if site.outlet.feed == "news_sitemap" else []
    return news + ([_INDEX] if site.outlet.history else [])


def render(site: Site, path: str) -> bytes:
    """The file at `path`, one of `paths`."""
    if path == _INDEX:
        return _index(site).encode()
    if path == "/page-sitemap.xml":
        return _set([f"<url><loc>{site.base}/contatti/</loc></url>"]).encode()
    articles = _chunks(site)[int(path.removeprefix("/post-sitemap").partition(".")[0]) - 1]
    xml = _set([_entry(site, article) for article in articles]).encode()
    return gzip.compress(xml, mtime=0) if site.outlet.gzipped_sitemaps else xml


def news(site: Site) -> bytes:
    """The news sitemap: what was published in the last two days before the newsroom's date."""
    first = EDITION_DATE - timedelta(days=_NEWS_DAYS)
    recent = [article for article in site.articles if article.published.date() > first]
    namespace = ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    return _set([_news_entry(site, article) for article in recent], namespace).encode()


def _chunks(site: Site) -> list[list[Article]]:
    oldest_first = site.articles[::-1]
    return [oldest_first[start : start + _PER_FILE] for start in range(0, len(oldest_first), _PER_FILE)]


def _index(site: Site) -> str:
    pages, *posts = paths(site)[1:]
    lines = [f"<sitemap><loc>{site.base}{pages}</loc></sitemap>"]
    for path, articles in zip(posts, _chunks(site), strict=True):
        newest = max(article.updated for article in articles)
        lines += [f"<sitemap><loc>{site.base}{path}</loc><lastmod>{newest.isoformat()}</lastmod></sitemap>"]
    inner = "\n".join(lines)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="{_XMLNS}">\n{inner}\n</sitemapindex>\n'
    )


def _set(entries: list[str], namespace: str = "") -> str:
    inner = "\n".join(entries)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_XMLNS}"{namespace}>\n{inner}\n</urlset>\n'
    )


def _entry(site: Site, article: Article) -> str:
    address, updated = escape(site.url_of(article)), article.updated.isoformat()
    return f"<url><loc>{address}</loc><lastmod>{updated}</lastmod></url>"


def _news_entry(site: Site, article: Article) -> str:
    outlet = site.outlet
    publication = (
        f"<news:name>{escape(outlet.name)}</news:name><news:language>{outlet.language}</news:language>"
    )
    return f"""<url><loc>{escape(site.url_of(article))}</loc><lastmod>{article.updated.isoformat()}</lastmod>
<news:news><news:publication>{publication}</news:publication>
<news:publication_date>{article.published.isoformat()}</news:publication_date>
<news:title>{escape(article.title)}</news:title></news:news></url>"""
