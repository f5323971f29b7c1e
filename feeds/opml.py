"""OPML, the format in which readers exchange lists of feeds (opml.org/spec2.opml)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from records.errors import ConfigError
from records.feeds import Feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One feed of a list. `language` is "" where the list doesn't say."""

    title: str
    url: str
    language: str = ""
    #: The folder it stands in, "" for none.
    folder: str = ""


def read_opml(body: bytes, where: str = "the OPML file") -> list[Subscription]:
    """The feeds of a list, each address once, in its order. ConfigError when the bytes are no OPML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise ConfigError(where, f"is no OPML: {error}") from error
    if root is None or not isinstance(root.tag, str) or root.tag.lower() != "opml":
        raise ConfigError(where, "is no OPML", "it must begin with <opml>")
    found: dict[str, Subscription] = {}
    for subscription in _outlines(root):
        found.setdefault(subscription.url, subscription)
    return list(found.values())


def _outlines(root: etree._Element) -> Iterator[Subscription]:
    for node in root.iter("outline"):
        said = {name.lower(): str(value).strip() for name, value in node.attrib.items()}
        if said.get("xmlurl"):
            parent = node.getparent()
            folder = str(parent.get("text") or "") if parent is not None and parent.tag == "outline" else ""
            yield Subscription(
                title=said.get("title") or said.get("text") or said["xmlurl"],
                url=said["xmlurl"],
                language=said.get("language", "")[:2].lower(),
                folder=folder.strip(),
            )


def write_opml(feeds: Iterable[Feed], title: str = "chipwatch") -> bytes:
    """The feeds as an OPML 2.0 list, in folders by language."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    folders: dict[str, etree._Element] = {}
    for feed in feeds:
        folder = folders.get(feed.language)
        if folder is None:
            folder = folders[feed.language] = etree.SubElement(body, "outline", text=feed.language)
        etree.SubElement(
            folder,
            "outline",
            type="rss",
            text=feed.title,
            title=feed.title,
            xmlUrl=feed.urls[0],
            language=feed.language,
        )
    text: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return text
