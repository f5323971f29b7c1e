"""What an element's tag and attributes say of it: the article's body, or why it is no part of it."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from extractors.pages.boilerplate import BODY, boilerplate

_TAG_MARKS = {"aside": "aside", "figure": "caption", "figcaption": "caption"}
_MARKS: dict[str, str] = {}
#: Names remembered; characters of one that is, and of one that is read: real ones have up to 3,000.
_MOST, _REMEMBERED, _LONGEST = 100_000, 300, 4_000


def mark_of(node: LexborNode, tag: str) -> str:
    """What the element's tag and attributes say of it."""
    mark = _TAG_MARKS.get(tag, "")
    if tag == "figure" and node.css_first("img, picture, video, amp-img") is None:
        mark = ""  # a quote, a table
    attributes = node.attributes
    if not attributes:
        return mark
    value = attributes.get  # written out, since every element comes here
    names = f"{value('class') or ''} {value('id') or ''} {value('data-component') or ''}"
    names = f"{names} {attributes['data-testid']}" if "data-testid" in attributes else names
    named = _named(names)
    if tag == "blockquote":  # quotes carry classes of any kind; only embedded posts are known by theirs
        return "embed" if "twitter-tweet" in names or "instagram-media" in names else ""
    if named == BODY or attributes.get("itemprop") == "articleBody":
        return BODY
    if mark == "aside" and "quote" in names:
        return ""
    if mark or named:
        return mark or named
    style = attributes.get("style")
    hidden = "hidden" in attributes or attributes.get("aria-hidden") == "true"
    return "hidden" if hidden or (style and "display:none" in style.replace(" ", "")) else ""


def _named(names: str) -> str:
    """`Boilerplate.mark`, remembered, since the pages of a site repeat their class names."""
    mark = _MARKS.get(names)
    if mark is None:
        mark = boilerplate().mark(names[:_LONGEST])
        if len(names) <= _REMEMBERED:
            if len(_MARKS) > _MOST:
                _MARKS.clear()
            _MARKS[names] = mark
    return mark
