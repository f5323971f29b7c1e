"""Whether a page is an article, and if not, what it is and by what sign."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.pages.walls import CHALLENGE, CHALLENGE_MARKUP, CONSENT, ERROR, LIVE, WALL
from records.news import Verdict

#: Characters of body text. Bot checks, errors and cookie walls say less than the first;
#: a teaser rarely says more than the second; a video page's text is shorter than the third.
_FEW, _TEASER, _VIDEO_TEXT = 1_200, 1_800, 700
#: Less than this is no article at all.
_NOTHING = 120
#: Words of consent, and characters for each of them, that make a cookie wall.
_CONSENT_WORDS, _CONSENT_DENSITY = 4, 150
#: Linked headlines, and characters of text for each of them, that make an index.
_HEADLINES, _INDEX_DENSITY = 15, 60

_ARTICLE_KIND = re.compile(r"Article$|BlogPosting$|^Report$|^article$|LiveBlogPosting")
_INDEX_KINDS = frozenset(("CollectionPage", "ItemList", "SearchResultsPage"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """All that speaks for one verdict or another; `around` and `markup` are "" where nothing is in doubt."""

    #: HTTP; 0 for a local file.
    status: int
    title: str
    text: str
    #: The beginning of all text of the page, also outside the article.
    around: str
    #: The beginning of the page's markup.
    markup: str
    #: Type by JSON-LD or OpenGraph.
    kind: str
    dated: bool
    free: bool | None
    #: Why lines were left out.
    reasons: frozenset[str]
    #: Lines of the page that are linked headlines.
    linked_lines: int = 0


def is_doubtful(text: str, reasons: frozenset[str], *, dated: bool, free: bool | None) -> bool:
    """Whether the page around a text must be looked at before it is called an article."""
    if len(text) >= _TEASER:
        return False
    return not dated or free is False or "paywall" in reasons or len(text) < _VIDEO_TEXT or _is_cut(text)


def _is_cut(text: str) -> bool:
    return text.rstrip().endswith(("…", "...", "[…]"))


def judge(signs: Signs) -> tuple[Verdict, str]:
    """The verdict with its reason, "" for an article."""
    if len(signs.text) < _FEW:
        for sign in (_challenge, _error, _cookie_wall):
            if found := sign(signs):
                return found
    if signs.status >= 400:
        return Verdict.ERROR_PAGE, f"HTTP {signs.status}"
    for sign in (_live_blog, _paywall, _video, _index):
        if found := sign(signs):
            return found
    if len(signs.text) < _NOTHING:
        return Verdict.EMPTY, f"{len(signs.text)} characters of text"
    return Verdict.ARTICLE, ""


def _challenge(signs: Signs) -> tuple[Verdict, str] | None:
    little = len(signs.around) < _FEW
    said = CHALLENGE.search(signs.title) or (CHALLENGE.search(signs.around) if little else None)
    built = CHALLENGE_MARKUP.search(signs.markup) if little and not _ARTICLE_KIND.search(signs.kind) else None
    sign = said or built
    return (Verdict.CHALLENGE, f"says {sign[0]!r}") if sign else None


def _error(signs: Signs) -> tuple[Verdict, str] | None:
    if signs.dated or len(signs.text) > _TEASER // 2 or not ERROR.search(signs.title):
        return None
    return Verdict.ERROR_PAGE, f"titled {signs.title[:80]!r}"


def _cookie_wall(signs: Signs) -> tuple[Verdict, str] | None:
    words = len(CONSENT.findall(signs.around))
    if signs.dated or words < _CONSENT_WORDS or words * _CONSENT_DENSITY < len(signs.around):
        return None
    return Verdict.COOKIE_WALL, f"{words} words of consent in {len(signs.around)} characters"


def _live_blog(signs: Signs) -> tuple[Verdict, str] | None:
    if signs.kind == "LiveBlogPosting":
        return Verdict.LIVE_BLOG, "type LiveBlogPosting"
    said = LIVE.match(signs.title)
    return (Verdict.LIVE_BLOG, f"titled {said[0]!r}") if said else None


def _paywall(signs: Signs) -> tuple[Verdict, str] | None:
    if len(signs.text) >= _TEASER:
        return None
    walled = "paywall" in signs.reasons
    prompt = WALL.search(signs.around)
    if signs.free is False and (walled or prompt or len(signs.text) < _TEASER // 2):
        return Verdict.PAYWALL, f"not free by its own word, {len(signs.text)} characters shown"
    if prompt and (walled or _is_cut(signs.text)) and signs.free is not True:
        return Verdict.PAYWALL, f"says {prompt[0]!r}"
    return None


def _video(signs: Signs) -> tuple[Verdict, str] | None:
    if signs.kind != "VideoObject" and not signs.kind.startswith("video"):
        return None
    return (Verdict.VIDEO, f"type {signs.kind}") if len(signs.text) < _VIDEO_TEXT else None


def _index(signs: Signs) -> tuple[Verdict, str] | None:
    if signs.kind in _INDEX_KINDS and len(signs.text) < _TEASER:
        return Verdict.INDEX, f"type {signs.kind}"
    many = signs.linked_lines >= _HEADLINES and len(signs.text) < _INDEX_DENSITY * signs.linked_lines
    if signs.dated or _ARTICLE_KIND.search(signs.kind) or not many:
        return None
    return Verdict.INDEX, f"{signs.linked_lines} linked headlines, no date"
