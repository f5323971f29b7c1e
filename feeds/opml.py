"""OPML, the format in which readers exchange lists of feeds (opml.org/spec2.opml).

What OPML has no name for stands in attributes of our own namespace, which other readers pass over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from records.errors import ConfigError
from records.feeds import Feed

#: Of our own attributes; they are named as in a sources file.
NAMESPACE = "urn:chipwatch:sources"

_SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False}
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_].*)?")
#: What XML 1.0 cannot hold.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One feed of a list, as the list tells it; "" for what it doesn't say."""

    title: str
    url: str
    #: ISO 639-1.
    language: str = ""
    #: The page for people.
    site: str = ""
    description: str = ""
    #: The folders it stands in, outermost first; those of its first category when it stands in none.
    folder: tuple[str, ...] = ()
    #: Our own attributes, by name.
    own: Mapping[str, str] = field(default_factory=dict)
    #: In the file, from 1.
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Opml:
    """A list; `broken` says where its XML is not well formed, "" when it is: then it may lack feeds."""

    subscriptions: tuple[Subscription, ...]
    broken: str = ""


def read_opml(body: bytes, where: str = "the OPML file") -> Opml:
    """The feeds of a list, each address once, in its order. ConfigError when the bytes are no OPML."""
    broken = ""
    try:
        root = etree.fromstring(body, etree.XMLParser(**_SAFE))
    except etree.XMLSyntaxError as error:
        broken = f"{where}:{error.lineno or 1}: {(error.msg or '').partition(', line ')[0]}"
        root = _recovered(body)
    if root is None or not isinstance(root.tag, str) or root.tag.lower() != "opml":
        raise ConfigError(broken.rpartition(": ")[0] or where, "is no OPML", "it must begin with <opml>")
    found: dict[str, Subscription] = {}
    for subscription in _subscriptions(root, ()):
        found.setdefault(subscription.url, subscription)
    return Opml(subscriptions=tuple(found.values()), broken=broken)


def _recovered(body: bytes) -> etree._Element | None:
    try:
        return etree.fromstring(body, etree.XMLParser(recover=True, **_SAFE))
    except etree.XMLSyntaxError:
        return None


def _subscriptions(node: etree._Element, folder: tuple[str, ...]) -> Iterator[Subscription]:
    for child in node:
        if not isinstance(child.tag, str):
            continue
        said = {name.lower(): str(value).strip() for name, value in child.attrib.items()}
        if said.get("iscomment", "").lower() == "true":  # switched off, with all that stands in it
            continue
        if said.get("xmlurl"):
            yield _subscription(child, said, folder)
        name = (said.get("text") or said.get("title") or "") if child.tag == "outline" else ""
        yield from _subscriptions(child, (*folder, name) if name and not said.get("xmlurl") else folder)


def _subscription(node: etree._Element, said: Mapping[str, str], folder: tuple[str, ...]) -> Subscription:
    language = _LANGUAGE.fullmatch(said.get("language", ""))
    category = said.get("category", "").partition(",")[0]
    ours = f"{{{NAMESPACE}}}"
    own = {name.removeprefix(ours): value for name, value in said.items() if name.startswith(ours)}
    return Subscription(
        title=said.get("title") or said.get("text") or "",
        url=said["xmlurl"],
        language=language[1].lower() if language else "",
        site=said.get("htmlurl", ""),
        description=said.get("description", ""),
        folder=folder or tuple(part.strip() for part in category.split("/") if part.strip()),
        own=own,
        line=int(node.sourceline or 0),
    )


def write_opml(feeds: Iterable[Feed], title: str = "chipwatch") -> bytes:
    """The feeds as an OPML 2.0 list, in their folders, else in one a language."""
    root = etree.Element("opml", nsmap={"chipwatch": NAMESPACE}, version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    folders: dict[tuple[str, ...], etree._Element] = {(): body}
    for feed in feeds:
        place = _folder(folders, feed.folder or (feed.language,))
        etree.SubElement(place, "outline", {name: _fit(value) for name, value in _attributes(feed).items()})
    text: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return text


def _folder(folders: dict[tuple[str, ...], etree._Element], path: tuple[str, ...]) -> etree._Element:
    if path not in folders:
        folders[path] = etree.SubElement(_folder(folders, path[:-1]), "outline", text=_fit(path[-1]))
    return folders[path]


def _attributes(feed: Feed) -> dict[str, str]:
    """OPML's own, then ours: those that say more than their default does."""
    told = {
        "type": "rss",
        "text": feed.title,
        "title": feed.title,
        "xmlUrl": feed.urls[0],
        "htmlUrl": feed.site,
        "language": feed.language,
        "description": feed.why,
    }
    ours = {
        "key": feed.key,
        "outlet": feed.outlet if feed.outlet != feed.title else "",
        "family": feed.family,
        "country": feed.country,
        "kind": feed.kind if feed.kind != "feed" else "",
        "more_urls": " ".join(feed.urls[1:]),
        "fetch": feed.fetch,
        "local": "true" if feed.local else "",
        "validators": "" if feed.validators else "false",
        "enabled": "" if feed.enabled else "false",
        "certainty": feed.certainty if feed.certainty != "D" else "",
        "terms": feed.terms,
        "history": feed.history,
        "history_url": feed.history_url,
    }
    told |= {f"{{{NAMESPACE}}}{name}": str(value) for name, value in ours.items()}
    return {name: value for name, value in told.items() if value}


def _fit(text: str) -> str:
    return _UNFIT.sub(" ", text)
