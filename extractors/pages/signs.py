"""What speaks for one verdict or another, gathered once from a page; dear things only in doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from extractors.pages.blocks import Block
from extractors.pages.body import Reading
from extractors.pages.boilerplate import boilerplate
from extractors.pages.metadata import json_ld
from extractors.pages.metadata.reading import Metadata
from extractors.pages.tree import outline
from records.news import Page

#: Characters of text from which a page is no teaser, no wall, no caption.
TEASER = 1_800
#: Characters of all text of the page, of what follows the article, and of the markup, that are looked at.
_AROUND, _AFTER, _MARKUP = 4_000, 600, 60_000
#: A linked headline: so much of it is a link, and so many characters.
_LINKED, _SHORTEST_HEADLINE, _LONGEST_HEADLINE = 0.6, 20, 250
#: Characters of a paragraph between headlines that counts.
_PARAGRAPH = 40
_ARTICLE_KIND = re.compile(r"(?:Article|BlogPosting|Report|Review)$|LiveBlogPosting")
#: Where a page says itself that it is about one article. A date found elsewhere may be a teaser's.
_DECLARED = frozenset(("json_ld", "meta", "microdata"))
_STAMP = re.compile(
    r"(?:(?:ore|h|alle|a las)\s)?(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?!\d|[.:]\d)"
    r"\s?(?P<half>[ap]\.?m)?|(?:hace \d+|\d+\s?(?:min|minuti|minutes?|hours?|ore?)\.? (?:fa|ago))\b",
    re.IGNORECASE,
)
_FRONT = re.compile(r"/?(?:[a-z]{2}(?:[-_][a-zA-Z]{2})?/?|home/?|index\.\w+)?")
#: Words by which a page asks us to look twice, in its title or its address.
_TELLING = re.compile(
    r"v[ií]deo|fotos?\b|foto-?galler|galler[iy]|galer[ií]a|im[aá]genes|pictures|podcast|audio|watch|listen|ascolta|escucha"
    r"|\blive|diretta|directo|en[ -]vivo|minuto a minuto|\b40[34]\b|/tags?/|/categor|/search|/busca|/cerca",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """How the lines of a page are laid out."""

    #: Lines that are linked headlines, and the most characters of prose that stand between two of them.
    headlines: int = 0
    own: int = 0
    #: Minutes of the day at which lines begin with a time; -1 for "5 minutes ago".
    stamps: tuple[int, ...] = ()

    @property
    def falls(self) -> bool:
        """Whether the latest stands first throughout."""
        return all(later > earlier for later, earlier in pairwise(self.stamps))


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """All that speaks for one verdict or another; what is dear to find is empty where nothing is in doubt."""

    #: HTTP; 0 for a local file.
    status: int
    #: A header by which a server says that this is a bot check, as printed; "" for none.
    mitigated: str
    #: What was asked for and what answered.
    asked: str
    url: str
    #: The title, the `<title>`, the heading: as far as they differ.
    titles: tuple[str, ...]
    text: str
    #: The article's last lines, which may be the wall's.
    last: tuple[str, ...]
    #: Types of all JSON-LD items, and og:type.
    kinds: frozenset[str]
    #: The page's own word says that it is an article, and when it was published.
    is_article: bool
    dated: bool
    free: bool | None
    #: Why lines were left out.
    reasons: frozenset[str]
    #: The beginning of all text of the page, also outside the article.
    around: str = ""
    #: What follows the article's last line.
    after: str = ""
    #: The beginning of the page's markup.
    markup: str = ""
    structure: Structure = Structure()
    tree: LexborHTMLParser | None = None

    @property
    def path(self) -> str:
        """Path and query of the page's address."""
        return path_of(self.url)

    @property
    def declared(self) -> bool:
        """The page calls itself an article and says of when."""
        return self.is_article and self.dated

    def count(self, selector: str) -> int:
        """Elements of the page."""
        return len(self.tree.css(selector)) if self.tree else 0


def gather(
    page: Page, title: str, text: str, reading: Reading, about: Metadata, tree: LexborHTMLParser, markup: str
) -> Signs:
    """The signs of a page that was read: `title` and `text` are its article's."""
    sources = about.sources
    kinds = frozenset(kind for item in sources.items for kind in json_ld.types(item)) | {
        sources.meta("og:type").lower()
    }
    url = page.final_url or page.url
    titles = tuple(dict.fromkeys(filter(None, (title, sources.page_title, sources.heading))))
    is_article = _is_article(about)
    dated = about.published.value is not None and about.published.method in _DECLARED
    doubtful = len(text) < TEASER or not (is_article and dated) or _TELLING.search(f"{title} {url}")
    blocks = _blocks(reading, tree) if doubtful else []
    last = tuple(line for line, _ in reading.lines[-3:])
    return Signs(
        status=page.status,
        mitigated=page.header("cf-mitigated") or page.header("x-amzn-waf-action"),
        asked=page.url,
        url=url,
        titles=titles,
        text=text,
        last=last,
        kinds=kinds,
        is_article=is_article,
        dated=dated,
        free=about.free,
        reasons=frozenset(line.reason for line in reading.body.removed),
        around="\n".join(block.text for block in blocks)[:_AROUND],
        after=_after(blocks, last),
        markup=markup[:_MARKUP] if doubtful else "",
        structure=_structure(blocks),
        tree=tree if doubtful else None,
    )


def _blocks(reading: Reading, tree: LexborHTMLParser) -> list[Block]:
    """Of the whole page; the article's reader has often walked it already."""
    if reading.whole and reading.page:
        return reading.page.blocks
    return outline(tree.body).blocks if tree.body is not None else []


def _is_article(about: Metadata) -> bool:
    """By its own JSON-LD, unless that lists other pages' articles; or by og:type."""
    items = [item for item in about.sources.items if any(map(_ARTICLE_KIND.search, json_ld.types(item)))]
    headlines = {json_ld.text_of(item.get("headline") or item.get("name")) for item in items}
    if len(headlines) > 2:
        shown = {about.sources.heading, about.sources.page_title, about.sources.meta("og:title")}
        return any(line and any(line in other for other in shown) for line in headlines)
    return bool(items) or about.kind == "article"


def _after(blocks: Sequence[Block], last: Sequence[str]) -> str:
    """The text behind the article's last line; "" when that stands nowhere."""
    places = [number for number, block in enumerate(blocks) if last and block.text == last[-1]]
    follows = blocks[places[-1] + 1 :] if places else blocks if not last else ()
    return "\n".join(block.text for block in follows[:30])[:_AFTER]


def _structure(blocks: Sequence[Block]) -> Structure:
    headlines, own, most = 0, 0, 0
    stamps: list[int] = []
    for block in blocks:
        size = len(block.text)
        if _SHORTEST_HEADLINE <= size <= _LONGEST_HEADLINE and block.linked > _LINKED * size:
            headlines += 1
            own = 0
        elif size >= _PARAGRAPH and block.linked < 0.5 * size and not boilerplate().is_legal(block.text):
            own += size
            most = max(most, own)
        stamp = _STAMP.match(block.text)
        if stamp:
            stamps.append(_minutes(stamp))
    return Structure(headlines=headlines, own=most, stamps=tuple(stamps))


def _minutes(stamp: re.Match[str]) -> int:
    if not stamp["hour"]:
        return -1
    hour = int(stamp["hour"])
    half = (stamp["half"] or "").lower()
    return 60 * (hour % 12 + 12 * half.startswith("p") if half else hour) + int(stamp["minute"])


def is_front(url: str) -> bool:
    """Whether an address is that of a site's front page, or of one of its languages'."""
    return url.startswith("http") and _FRONT.fullmatch(path_of(url)) is not None


def path_of(url: str) -> str:
    """Path and query of an address, "" of what is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
