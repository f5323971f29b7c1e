"""Pages: an outlet's skin (`skins/<outlet>.toml`) filled with an article.

A skin is a page and one piece of markup for each kind of block; `$name` is filled in by string.Template,
always with text that is escaped already.
"""

import json
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from string import Template

from demo import dates
from demo.articles import EDITION_DATE, Article
from demo.lighttext import Block, Kind, strong
from demo.outlets import Outlet
from demo.quirks import Quirk
from demo.slugs import slug

_TICKER = re.compile(r"\(([A-Z]+:([A-Z0-9.]+))\)")
_UPDATED = {"it": "Aggiornato il", "es": "Actualizado el", "en": "Updated"}
_READINGS = {"it": "letture", "es": "lecturas", "en": "views"}
_PAYWALL = {
    "it": "Questo articolo è riservato agli abbonati. Abbonati per continuare a leggere.",
    "es": "Contenido exclusivo para suscriptores. Suscríbete para seguir leyendo.",
    "en": "This article is for subscribers. Subscribe to read on.",
}
_TEASER_BLOCKS = 2  # what a paywall lets through


@dataclass(frozen=True, slots=True, kw_only=True)
class Skin:
    """How an outlet's pages look."""

    page: Template
    blocks: dict[Kind, Template]
    paywall: Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaser:
    """A link to another article of the same outlet."""

    url: str
    title: str


@cache
def read_skin(key: str) -> Skin:
    """The skin of the outlet `key`; outlets without articles have none."""
    table = tomllib.loads((Path(__file__).parent / "skins" / f"{key}.toml").read_text("utf-8"))
    return Skin(
        page=Template(table["page"]),
        paywall=Template(table["paywall"]),
        blocks={kind: Template(table["blocks"][kind]) for kind in Kind},
    )


def render_page(
    outlet: Outlet, article: Article, *, base: str, url: str, related: list[Teaser], edition: int
) -> str:
    """The article's page as the outlet prints it at `url`."""
    skin = read_skin(outlet.key)
    fields = {
        "language": outlet.language,
        "outlet": escape(outlet.name),
        "tagline": escape(outlet.tagline),
        "base": base,
        "head": _head(outlet, article, base=base, url=url),
        "title": escape(article.title),
        "standfirst": escape(article.standfirst),
        "author": escape(article.author),
        "section": escape(article.section),
        "time": _time(article),
        "body": render_body(outlet, article, related=related),
        "related": "\n".join(f'<li><a href="{item.url}">{escape(item.title)}</a></li>' for item in related),
        "tags": " ".join(
            f'<a rel="tag" href="{base}/tag/{slug(tag)}/">{escape(tag)}</a>' for tag in article.tags
        ),
        "counter": _counter(outlet, article, edition),
        "year": str(EDITION_DATE.year),
    }
    return skin.page.substitute(fields)


def render_body(outlet: Outlet, article: Article, *, related: list[Teaser]) -> str:
    """The blocks in the outlet's markup, as page and full-text feed carry them."""
    skin, blocks = read_skin(outlet.key), article.blocks
    teaser = related[0].url if related else "/"
    if Quirk.PAYWALL not in article.quirks:
        return "\n".join(_render_block(skin, block, teaser) for block in blocks)
    shown = [_render_block(skin, block, teaser) for block in blocks[:_TEASER_BLOCKS]]
    return "\n".join([*shown, skin.paywall.substitute(text=escape(_PAYWALL[outlet.language]))])


def _render_block(skin: Skin, block: Block, teaser: str) -> str:
    text, name, handle, day = block.text, "", "", ""
    if block.kind is Kind.POST:
        text, name, handle, day = (part.strip() for part in block.text.split("|"))
    return skin.blocks[block.kind].substitute(
        text=_inline(text), url=teaser, name=escape(name), handle=escape(handle), day=escape(day)
    )


def _inline(text: str) -> str:
    linked = _TICKER.sub(r'(<a class="ticker" href="/quote/\2">\1</a>)', escape(text, quote=False))
    return strong(linked)


def _head(outlet: Outlet, article: Article, *, base: str, url: str) -> str:
    meta = {
        "og:type": "article",
        "og:site_name": outlet.name,
        "og:title": article.title,
        "og:description": article.standfirst,
        "og:url": url,
        "og:image": f"{base}/img/{article.id}.png",
        "article:section": article.section,
    }
    if _tells_date(article):
        meta["article:published_time"] = article.published.isoformat()
        meta["article:modified_time"] = article.updated.isoformat()
    lines = [f"<title>{escape(article.title)} | {escape(outlet.name)}</title>"]
    lines += [f'<link rel="canonical" href="{url}">']
    lines += [f'<meta name="description" content="{escape(article.standfirst)}">']
    lines += [f'<meta name="author" content="{escape(article.author)}">']
    lines += [f'<meta property="{name}" content="{escape(value)}">' for name, value in meta.items()]
    lines += [
        f'<script type="application/ld+json">{_linked_data(outlet, article, base=base, url=url)}</script>'
    ]
    return "\n".join(lines)


def _linked_data(outlet: Outlet, article: Article, *, base: str, url: str) -> str:
    said: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": url},
        "headline": article.title,
        "description": article.standfirst,
        "inLanguage": outlet.language,
        "articleSection": article.section,
        "keywords": list(article.tags),
        "author": [{"@type": "Person", "name": article.author}],
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet.name, "url": f"{base}/"},
        "image": [f"{base}/img/{article.id}.png"],
    }
    if _tells_date(article):
        said |= {"datePublished": article.published.isoformat(), "dateModified": article.updated.isoformat()}
    if Quirk.PAYWALL in article.quirks:
        said |= {
            "isAccessibleForFree": False,
            "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".premium"},
        }
    # "</" would end the script element whatever the JSON says.
    return json.dumps(said, ensure_ascii=False).replace("</", "<\\/")


def _tells_date(article: Article) -> bool:
    return not article.quirks & {Quirk.UNDATED_PAGE, Quirk.PAGE_DATE_IN_WORDS}


def _time(article: Article) -> str:
    """The visible date; none on an undated page, no machine-readable one where a quirk says so."""
    if Quirk.UNDATED_PAGE in article.quirks:
        return ""
    words = f"{dates.in_words(article.published, article.language)}, {article.published:%H:%M}"
    if Quirk.PAGE_DATE_IN_WORDS in article.quirks:
        return f'<span class="date">{words}</span>'
    shown = f'<time datetime="{article.published.isoformat()}">{words}</time>'
    if article.updated == article.published:
        return shown
    again = f"{dates.in_words(article.updated, article.language)}, {article.updated:%H:%M}"
    label = _UPDATED[article.language]
    return f'{shown} · {label} <time datetime="{article.updated.isoformat()}">{again}</time>'


def _counter(outlet: Outlet, article: Article, edition: int) -> str:
    if Quirk.LIVE_COUNTER not in article.quirks:
        return ""
    return f'<span class="counter">{1_204 * edition**3} {_READINGS[outlet.language]}</span>'
