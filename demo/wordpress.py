"""The part of the WordPress REST API that a reader of the past needs (developer.wordpress.org/rest-api)."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlencode

from demo.articles import Article
from demo.pages import render_body

if TYPE_CHECKING:
    from demo.site import Query, Site

JSON = "application/json; charset=UTF-8"

#: Status, headers, what to print as JSON.
Reply: TypeAlias = tuple[int, dict[str, str], object]

# Which clock each bound is held against, and whether it is the lower one.
_BOUNDS = {
    "after": ("published", True),
    "before": ("published", False),
    "modified_after": ("updated", True),
    "modified_before": ("updated", False),
}


def index(site: Site) -> dict[str, object]:
    """What `/wp-json/` says of the site."""
    return {
        "name": site.outlet.name,
        "home": site.base,
        "namespaces": ["wp/v2"],
        "routes": {"/wp/v2/posts": {}},
    }


def posts(site: Site, query: Query) -> Reply:
    """`/wp/v2/posts`: bounds, order, pages, `_fields`; past the last page 400, as WordPress answers."""
    asked = {name: values[-1] for name, values in query.items()}
    page, size = _number(asked, "page", 1), _number(asked, "per_page", 10)
    if not 1 <= size <= 100 or page < 1:
        return _refusal("rest_invalid_param", "Parametro(i) non valido(i): per_page")
    try:
        found = _ordered(_within(site.articles, asked), asked)
    except ValueError:
        return _refusal("rest_invalid_param", "Parametro(i) non valido(i): after, before")
    pages = -(-len(found) // size)
    if page > max(pages, 1):
        message = "Il numero di pagina richiesto è più grande del numero di pagine disponibili."
        return _refusal("rest_post_invalid_page_number", message)
    shown = [_post(site, article) for article in found[(page - 1) * size : page * size]]
    return 200, _headers(site, asked, page, len(found), pages), _only(shown, asked.get("_fields", ""))


def _number(asked: dict[str, str], name: str, default: int) -> int:
    value = asked.get(name, str(default))
    return int(value) if value.isdecimal() else 0


def _within(articles: list[Article], asked: dict[str, str]) -> list[Article]:
    kept = articles
    for name, (clock, lower) in _BOUNDS.items():
        if name in asked:
            bound = datetime.fromisoformat(asked[name])
            kept = [article for article in kept if _within_bound(getattr(article, clock), bound, lower)]
    return kept


def _within_bound(when: datetime, bound: datetime, lower: bool) -> bool:
    """Strictly; a bound without zone is the site's own time, as WordPress reads it."""
    held = when if bound.tzinfo else when.replace(tzinfo=None)
    return held > bound if lower else held < bound


def _ordered(articles: list[Article], asked: dict[str, str]) -> list[Article]:
    modified = asked.get("orderby") == "modified"
    newest = sorted(articles, key=lambda a: a.updated if modified else a.published, reverse=True)
    return newest[::-1] if asked.get("order") == "asc" else newest


def _headers(site: Site, asked: dict[str, str], page: int, total: int, pages: int) -> dict[str, str]:
    def link(number: int, rel: str) -> str:
        return f'<{site.base}/wp-json/wp/v2/posts?{urlencode(asked | {"page": number})}>; rel="{rel}"'

    links = [link(page - 1, "prev")] * (page > 1) + [link(page + 1, "next")] * (page < pages)
    headers = {"X-WP-Total": str(total), "X-WP-TotalPages": str(pages)}
    return headers | ({"Link": ", ".join(links)} if links else {})


def _post(site: Site, article: Article) -> dict[str, object]:
    body = render_body(site.outlet, article, related=site.related_to(article))
    return {
        "id": article.number,
        "date": _local(article.published),
        "date_gmt": _local(article.published.astimezone(UTC)),
        "guid": {"rendered": f"{site.base}/?p={article.number}"},
        "modified": _local(article.updated),
        "modified_gmt": _local(article.updated.astimezone(UTC)),
        "slug": article.id,
        "status": "publish",
        "type": "post",
        "link": site.url_of(article),
        "title": {"rendered": escape(article.title).replace("’", "&#8217;")},
        "content": {"rendered": body, "protected": False},
        "excerpt": {"rendered": f"<p>{escape(article.standfirst)}</p>\n", "protected": False},
    }


def _local(when: datetime) -> str:
    """Without zone, as WordPress prints both its clocks."""
    return f"{when:%Y-%m-%dT%H:%M:%S}"


def _only(found: list[dict[str, object]], fields: str) -> list[dict[str, object]]:
    wanted = {name.strip().partition(".")[0] for name in fields.split(",")} if fields else set()
    return [{key: value for key, value in post.items() if not wanted or key in wanted} for post in found]


def _refusal(code: str, message: str) -> Reply:
    return 400, {}, {"code": code, "message": message, "data": {"status": 400}}
