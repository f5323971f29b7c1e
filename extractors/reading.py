"""read(text) -> Reading: all that an article says, found by fixed steps in a fixed order, each with its cue.

Pure: no clock, no network, no files but the knowledge. The same text and knowledge give the same reading.
"""

from __future__ import annotations

import hashlib
from datetime import date

from extractors.amounts import find_amounts
from extractors.attributions import find_attributions
from extractors.catalogue import load_catalogue
from extractors.document import Document, open_document
from extractors.matcher import load_matcher
from extractors.mentions import find_mentions
from extractors.quotes import find_quotes
from extractors.relevance import judge
from extractors.roles import amounts_with_roles
from extractors.times import find_times
from extractors.version import VERSION
from records.facts import Reading


def read(
    text: str, *, title: str = "", language: str | None = None, published: date | None = None
) -> Reading:
    """What `text` says; spans are offsets into it.

    `title` is evidence (for topics and weak names) but nothing is extracted from it. `language` overrules
    detection. `published` is the day from which "yesterday" is told; without it such a date has no value.
    """
    document: Document = open_document(text, title, language, published)
    amounts = amounts_with_roles(document, find_amounts(document.plain, document.paragraphs, document.mask))
    mentions, candidates = find_mentions(document, load_catalogue(), load_matcher())
    return Reading(
        text_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        extractor_version=VERSION,
        language=document.language,
        relevance=judge(document, mentions),
        sentences=document.sentences,
        mentions=tuple(mentions),
        candidates=tuple(candidates),
        amounts=tuple(amounts),
        attributions=tuple(find_attributions(document, mentions)),
        quotes=tuple(find_quotes(document, mentions)),
        date_mentions=tuple(find_times(document, mentions, amounts)),
    )
