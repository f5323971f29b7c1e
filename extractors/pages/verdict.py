"""Whether a page is an article, and if not, what it is and by what sign."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.pages.blocks import ends_sentence
from extractors.pages.listings import index, live_blog
from extractors.pages.media import audio, gallery, video
from extractors.pages.signs import TEASER, Signs, is_front
from extractors.pages.walls import elements, words
from records.news import Verdict

#: Characters of body text above which nobody is kept out.
_FEW = 1_200
#: Less than this is no article at all; the lines of a bot check come to less than the second.
_NOTHING, _CHECK = 120, 300
#: Words of consent, and characters for each of them, that make a cookie wall; and characters of lines
#: without such words that make an article.
_CONSENT_WORDS, _CONSENT_DENSITY, _OF_ELSE = 4, 150, 200
#: Characters: a longer line is no title of an error, a longer one at an article's end no wall.
_LINE = 120
#: Characters that the box of a paywall holds; how many boxes are looked at; and characters by which the
#: article is known inside one.
_BOX, _MOST_BOXES, _BEGINNING = range(15, 700), 20, 40
#: Characters of such a box with its white space; beyond them it isn't folded.
_LONGEST_MARKUP = 10_000
#: Characters: less is a stub where the page says that it is not free.
_STUB = 400
_BODY_ERROR = re.compile(r'<body[^>]{0,300}class="[^">]{0,600}\berror-?404\b', re.IGNORECASE)

Found = tuple[Verdict, str] | None


def judge(signs: Signs) -> tuple[Verdict, str]:
    """The verdict with its reason, "" for an article."""
    if len(signs.text) < _FEW:
        for sign in (_challenge, _error, _cookie_wall):
            if found := sign(signs):
                return found
    if signs.status >= 400:
        return Verdict.ERROR_PAGE, f"HTTP {signs.status}"
    for sign in (_sent_home, live_blog, index, _paywall, video, gallery, audio):
        if found := sign(signs):
            return found
    if len(signs.text) < _NOTHING:
        return Verdict.EMPTY, f"{len(signs.text)} characters of text{_instead(signs)}"
    return Verdict.ARTICLE, ""


def _challenge(signs: Signs) -> Found:
    if signs.mitigated:
        return Verdict.CHALLENGE, f"the server says so: {signs.mitigated}"
    if signs.declared:
        return None
    titled = next(filter(_is_of_a_check, signs.titles), "")
    if titled:
        return Verdict.CHALLENGE, f"titled {titled!r}"
    sign = None
    if len(signs.text) < _CHECK and len(signs.around) < _FEW:
        sign = words("challenge").search(signs.around)
    if not sign and len(signs.text) < _NOTHING and len(signs.around) < 2 * _CHECK:
        sign = words("challenge_markup").search(signs.markup)
    return (Verdict.CHALLENGE, f"says {sign[0]!r}") if sign else None


def _is_of_a_check(title: str) -> bool:
    """Whether words of a bot check are half of the title: a story may begin with them."""
    found = words("challenge").all(title)
    return bool(found) and 2 * sum(map(len, found)) >= len(title)


def _error(signs: Signs) -> Found:
    """By its title or first lines, if it speaks like an error too, or hardly at all."""
    if signs.dated or len(signs.text) > TEASER // 2:
        return None
    lines = [line for line in signs.around.split("\n", 4)[:4] if len(line) <= _LINE]
    named = next((line for line in (*signs.titles, *lines) if words("error").search(line)), "")
    bare = len(signs.text) < _NOTHING and len(signs.around) < _CHECK
    if named and (bare or _BODY_ERROR.search(signs.markup) or words("error_says").search(signs.around)):
        return Verdict.ERROR_PAGE, f"titled {named[:80]!r}"
    return None


def _sent_home(signs: Signs) -> Found:
    """A story was asked for and the front page answered: what many sites do for stories that are gone."""
    if signs.declared or is_front(signs.asked) or not is_front(signs.url):
        return None
    return Verdict.ERROR_PAGE, "asked for a page, sent to the front page"


def _cookie_wall(signs: Signs) -> Found:
    """Many words of consent, and hardly a line that doesn't say them to the reader."""
    found = len(words("consent").all(signs.around))
    if signs.dated or found < _CONSENT_WORDS or found * _CONSENT_DENSITY < len(signs.around):
        return None
    said = set(words("consent_says").all(signs.around))
    other = sum(len(line) for line in signs.text.split("\n") if not words("consent_says").search(line))
    if other >= _OF_ELSE or not (len(said) > 1 or _speaks(signs, elements("consent"))):
        return None
    return Verdict.COOKIE_WALL, f"{found} words of consent in {len(signs.around)} characters"


def _speaks(signs: Signs, selector: str) -> bool:
    """Whether one of these elements holds words: empty ones wait on every page for a script."""
    nodes = signs.tree.css(selector)[:_MOST_BOXES] if signs.tree else ()
    return any(node.text(deep=True, strip=True) for node in nodes)


def _paywall(signs: Signs) -> Found:
    """A short text, and behind it words or a box that say that there is more."""
    if len(signs.text) >= TEASER or words("meter").search(signs.after):
        return None
    ends = "\n".join((*(line for line in signs.last if len(line) <= _LINE), signs.after))
    said = words("wall").search(ends)
    if signs.free is False and (said or len(signs.text) < _STUB or _asks(signs, ends)):
        return Verdict.PAYWALL, f"not free by its own word, {len(signs.text)} characters shown"
    if signs.free is True or not (said or _ends_open(signs.last)):
        return None
    if said:
        return Verdict.PAYWALL, f"says {said[0]!r}"
    box = _box(signs) or ("a wall" if "paywall" in signs.reasons and _hints(ends) else "")
    return (Verdict.PAYWALL, f"breaks off before {box!r}") if box else None


def _asks(signs: Signs, ends: str) -> bool:
    """Whether anything stands behind a text that is not free by its own word."""
    if words("wall_asks").search(ends) or "paywall" in signs.reasons or _box(signs):
        return True
    return _ends_open(signs.last) and _hints(ends)


def _hints(ends: str) -> bool:
    return any(words(name).search(ends) for name in ("wall_asks", "wall_hint"))


def _box(signs: Signs) -> str:
    """Class or id of a box with some words of its own that is named a paywall's, "" when there is none."""
    beginning = signs.text[:_BEGINNING]
    for node in signs.tree.css(elements("wall"))[:_MOST_BOXES] if signs.tree else ():
        said = node.text(deep=True)
        said = " ".join(said.split()) if len(said) < _LONGEST_MARKUP else ""
        hidden = "display:none" in (node.attributes.get("style") or "").replace(" ", "")
        if len(said) in _BOX and not hidden and not (beginning and beginning in said):
            return node.attributes.get("class") or node.attributes.get("id") or node.tag or ""
    return ""


def _ends_open(last: Sequence[str]) -> bool:
    """Whether the text breaks off: "…", "[...]", or no full stop."""
    end = last[-1].rstrip() if last else ""
    return bool(end) and (end.endswith(("…", "...", "[…]", "[...]")) or not ends_sentence(end))


def _instead(signs: Signs) -> str:
    """What a page without text holds."""
    if signs.count(elements("framed_pdf")):
        return "; a PDF in a frame"
    return "; a shell that scripts fill" if signs.count("script") and signs.count(elements("shell")) else ""
