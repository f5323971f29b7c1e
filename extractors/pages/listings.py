"""Pages that hold many stories: indexes of other pages, and tickers of one running event."""

from __future__ import annotations

import re

from extractors.pages.signs import TEASER, Signs, is_front
from extractors.pages.walls import first, words
from records.news import Verdict

#: Linked headlines that make an index: of a page that says to be a list, of a front page, of any other.
_OF_A_LIST, _OF_A_FRONT, _OF_ANY = 3, 5, 6
#: Characters of prose between two of them: an article has more in one stretch.
_BETWEEN, _BETWEEN_ON_A_FRONT = 400, 700
#: The same under a title of so many characters, where nothing else says that it is a list's.
_BETWEEN_UNDER_A_TITLE, _TITLE = 250, 30
#: WordPress says of what kind a page is; "category-x" on a single article's body is none of these.
_LIST_BODY = re.compile(
    r'<body(?![^>]{0,600}\bsingle\b)[^>]{0,300}class="[^">]{0,600}'
    r"(?<![\w-])(?:archive|category|tag|author|search-results|blog)(?![\w-])",
    re.IGNORECASE,
)
_LIST_KINDS = frozenset(("CollectionPage", "ItemList", "SearchResultsPage", "ProfilePage", "profile"))
#: Lines that begin with a time: beside a title or address that says so; without, if the latest stands first.
_STAMPS, _BARE_STAMPS = 4, 8

Found = tuple[Verdict, str] | None


def index(signs: Signs) -> Found:
    """Many linked headlines and no stretch of prose that could be an article of its own."""
    found = signs.structure
    why = f"{found.headlines} linked headlines, at most {found.own} characters between two"
    close = found.own < _BETWEEN
    if close and found.headlines >= _OF_A_LIST and first(words("search"), signs.titles):
        return Verdict.INDEX, f"search results, {why}"
    if is_front(signs.url) and found.headlines >= _OF_A_FRONT and found.own < _BETWEEN_ON_A_FRONT:
        return Verdict.INDEX, f"a front page, {why}"
    if signs.declared or not close:
        return None
    listed = _is_listed(signs)
    if found.headlines >= (_OF_A_LIST if listed else _OF_ANY) and (listed or not _may_be_short(signs)):
        return Verdict.INDEX, why
    kinds = signs.kinds & _LIST_KINDS
    lists_only = kinds and not signs.is_article and len(signs.text) < TEASER
    return (Verdict.INDEX, f"type {min(kinds)}") if lists_only else None


def _may_be_short(signs: Signs) -> bool:
    """It says half of what an article should, or has some prose under a title that is none of a list's."""
    titled = len(next(iter(signs.titles), "")) >= _TITLE
    return signs.is_article or signs.dated or (titled and signs.structure.own >= _BETWEEN_UNDER_A_TITLE)


def _is_listed(signs: Signs) -> bool:
    """By its type, title, address or class a list."""
    return bool(
        signs.kinds & _LIST_KINDS
        or first(words("list"), signs.titles)
        or words("list_address").search(signs.path)
        or _LIST_BODY.search(signs.markup)
    )


def live_blog(signs: Signs) -> Found:
    """By its type or title, or by lines that begin with a time."""
    if "LiveBlogPosting" in signs.kinds:
        return Verdict.LIVE_BLOG, "type LiveBlogPosting"
    titled = first(words("live_first"), signs.titles)
    if titled:
        return Verdict.LIVE_BLOG, f"titled {titled[0]!r}"
    stamps = signs.structure.stamps
    if len(stamps) < _STAMPS:
        return None
    said = first(words("live"), signs.titles) or words("live_address").search(signs.path)
    if said or (len(stamps) >= _BARE_STAMPS and signs.structure.falls):
        return Verdict.LIVE_BLOG, f"{len(stamps)} lines with time stamps"
    return None
