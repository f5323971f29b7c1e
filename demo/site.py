"""One outlet in one edition: which address answers what. No sockets here."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import TypeAlias
from urllib.parse import parse_qs, urlsplit

from demo import feeds, sitemaps, wordpress
from demo.articles import Article, newest_first, read_articles
from demo.outlets import Outlet
from demo.pages import Teaser, render_page
from demo.quirks import Quirk
from demo.refusals import CHALLENGES, LOGIN_PAGE
from demo.slugs import slug

_RELATED = 3
_HTML = "text/html; charset=utf-8"
_FEED_TYPE = {"rss": "application/rss+xml", "atom": "application/atom+xml", "rdf": "application/rdf+xml"}
# A transparent picture of one pixel.
_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63fcffff3f030005fe02fe"
    "a72d9b580000000049454e44ae426082"
)

Query: TypeAlias = dict[str, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What goes back over the wire, but for the validators."""

    body: bytes
    content_type: str = _HTML
    status: int = 200
    #: When the content last changed; None where a server can't say.
    modified: datetime | None = None
    headers: dict[str, str] = field(default_factory=dict)


class Site:
    """An outlet's web site: `answer` is a function of the request target alone."""

    def __init__(self, outlet: Outlet, articles: list[Article], *, base: str, edition: int) -> None:
        self.outlet, self.base, self.edition = outlet, base, edition
        self.articles = newest_first(articles)
        self._linked = [article for article in read_articles(1) if article.outlet == outlet.key]
        self._page_of = {self.path_of(article): article for article in self.articles}

    def path_of(self, article: Article) -> str:
        """The article's path on its outlet."""
        day = article.published
        return article.path or self.outlet.article_path.format(
            slug=article.id, section=slug(article.section), year=day.year, month=f"{day:%m}", day=f"{day:%d}"
        )

    def url_of(self, article: Article) -> str:
        """The article's canonical address."""
        return self.base + self.path_of(article)

    def answer(self, target: str) -> Answer:
        """The answer to a GET of `target` (path and query)."""
        parts = urlsplit(target)
        query = parse_qs(parts.query, keep_blank_values=True)
        if article := self._page_of.get(parts.path):
            return self._page(article)
        if route := self._routes().get(parts.path):
            return route(query)
        if parts.path.startswith("/go/"):
            return self._redirect(parts.path.removeprefix("/go/"))
        if parts.path.startswith("/img/"):
            return Answer(body=_PIXEL, content_type="image/png")
        if parts.path.startswith(("/quote/", "/tag/", "/author/", "/category/")):
            return self._front(query)
        return _not_found()

    def related_to(self, article: Article) -> list[Teaser]:
        """The outlet's articles just before this one.

        With the titles of the first edition and none that came later: as on a cached page, so that the second
        edition changes only the pages whose own text changed.
        """
        before = [other for other in self._linked if other.published < article.published]
        return [Teaser(url=self.url_of(other), title=other.title) for other in before[:_RELATED]]

    def _routes(self) -> dict[str, Callable[[Query], Answer]]:
        routes = {"/": self._front, "/robots.txt": self._robots, self.outlet.feed_path: self._feed}
        if self.outlet.history == "wordpress":
            routes |= {"/wp-json/": self._wordpress_index, "/wp-json/wp/v2/posts": self._wordpress_posts}
        if self.outlet.history:
            routes |= {path: self._sitemap(path) for path in sitemaps.paths(self)}
        return routes

    def _page(self, article: Article) -> Answer:
        quirks = article.quirks
        if Quirk.MISSING_PAGE in quirks:
            return _not_found()
        if Quirk.EMPTY_PAGE in quirks:
            return Answer(body=b"")
        if challenge := next((CHALLENGES[quirk] for quirk in CHALLENGES if quirk in quirks), None):
            status, page = challenge
            return Answer(
                body=page.encode(),
                status=status,
                headers={"X-Shield": "challenge", "Cache-Control": "no-store"},
            )
        page = render_page(
            self.outlet, article, base=self.base, url=self.url_of(article),
            related=self.related_to(article), edition=self.edition,
        ).lstrip()  # fmt: skip
        return _encoded_page(page, quirks, article.updated)

    def _feed(self, query: Query) -> Answer:
        kind = self.outlet.feed
        if kind == "broken":
            return Answer(body=b"Internal Server Error", content_type="text/plain", status=500)
        if kind == "html":
            return Answer(body=LOGIN_PAGE.encode())
        if kind == "news_sitemap":
            return _xml(sitemaps.news(self), modified=self._newest())
        paged = query.get("paged", ["1"])[0]
        shown = self._window(int(paged) if paged.isdecimal() else 1)
        if not shown:
            return _not_found()
        xml = feeds.render(self, shown).encode(self.outlet.feed_charset, "xmlcharrefreplace")
        return _xml(xml, f"{_FEED_TYPE[kind]}; charset={self.outlet.feed_charset}", self._newest())

    def _window(self, page: int) -> list[Article]:
        """The items of one page of the feed; WordPress alone has a second page."""
        size = self.outlet.feed_size
        first = (page - 1) * size if self.outlet.history == "wordpress" else 0
        return self.articles[max(first, 0) : max(first, 0) + size]

    def _newest(self) -> datetime | None:
        return max((article.updated for article in self.articles), default=None)

    def _sitemap(self, path: str) -> Callable[[Query], Answer]:
        def answer(_: Query) -> Answer:
            kind = "application/gzip" if path.endswith(".gz") else "application/xml; charset=utf-8"
            return _xml(sitemaps.render(self, path), kind, self._newest())

        return answer

    def _wordpress_posts(self, query: Query) -> Answer:
        status, headers, found = wordpress.posts(self, query)
        return Answer(
            body=json.dumps(found).encode(), content_type=wordpress.JSON, status=status, headers=headers
        )

    def _wordpress_index(self, _: Query) -> Answer:
        return Answer(body=json.dumps(wordpress.index(self)).encode(), content_type=wordpress.JSON)

    def _robots(self, _: Query) -> Answer:
        lines = ["User-agent: *", f"Disallow: {self.outlet.forbidden}", "Allow: /"]
        lines += ["", *(f"Sitemap: {self.base}{path}" for path in sitemaps.announced(self))]
        return Answer(body="\n".join(lines).encode(), content_type="text/plain; charset=utf-8")

    def _front(self, _: Query) -> Answer:
        name, links = escape(self.outlet.name), "\n".join(self._teasers())
        kind = _FEED_TYPE.get(self.outlet.feed, "application/rss+xml")
        head = (
            f'<link rel="alternate" type="{kind}" title="{name}" href="{self.base}{self.outlet.feed_path}">'
        )
        page = f"<!doctype html><html lang={self.outlet.language}><head><title>{name}</title>{head}</head>"
        return Answer(body=f"{page}<body><h1>{name}</h1><ul>{links}</ul></body></html>".encode())

    def _teasers(self) -> list[str]:
        return [f'<li><a href="{self.url_of(a)}">{escape(a.title)}</a></li>' for a in self.articles]

    def _redirect(self, slug: str) -> Answer:
        for article in self.articles:
            if article.id == slug:
                return Answer(body=b"", status=302, headers={"Location": self.url_of(article)})
        return _not_found()


def _encoded_page(page: str, quirks: frozenset[Quirk], modified: datetime) -> Answer:
    """The page's bytes; two quirks say one charset, in header and meta, and mean the other."""
    if Quirk.SAYS_LATIN1_IS_UTF8 in quirks:
        page = page.replace("utf-8", "iso-8859-1", 1)
        return Answer(body=page.encode(), content_type="text/html; charset=iso-8859-1", modified=modified)
    if Quirk.SAYS_UTF8_IS_LATIN1 in quirks:
        # Editors' quotes and dashes are not in Latin-1: real pages of this sort are windows-1252.
        return Answer(body=page.encode("cp1252", "xmlcharrefreplace"), modified=modified)
    return Answer(body=page.encode(), modified=modified)


def _xml(
    body: bytes, kind: str = "application/xml; charset=utf-8", modified: datetime | None = None
) -> Answer:
    return Answer(body=body, content_type=kind, modified=modified)


def _not_found() -> Answer:
    page = "<!doctype html><html><head><title>404</title></head><body><h1>404</h1></body></html>"
    return Answer(body=page.encode(), status=404)
