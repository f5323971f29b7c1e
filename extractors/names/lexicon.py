"""What single words say about a name: first and family names, company suffixes, heads of organisations."""

from __future__ import annotations

from extractors.words import KNOWLEDGE, cues, words
from records.facts import EntityType


def _list(file: str) -> frozenset[str]:
    lines = (KNOWLEDGE / file).read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


FIRST_NAMES = _list("first_names.txt")
LAST_NAMES = _list("last_names.txt")

LEGAL_FORMS = cues("legal_forms")
COMPANY_SUFFIXES = LEGAL_FORMS | cues("company_suffixes")
#: Of these a bare last word alone is not enough.
WEAK_SUFFIXES = cues("weak_suffixes")
#: Words that head an institution's name, in any place of it, with the type they give.
HEADS: dict[str, EntityType] = {
    **dict.fromkeys(cues("agency_heads"), EntityType.AGENCY),
    **dict.fromkeys(cues("org_heads"), EntityType.ORG),
    **dict.fromkeys(cues("company_heads"), EntityType.COMPANY),
}
PLACE_HEADS = words("place_heads")
TITLES = words("titles")
COMPANY_NOUNS = words("company_nouns")
MEDIA_NOUNS = words("media_nouns")
ORG_NOUNS = cues("org_nouns")
AGENCY_NOUNS = cues("agency_nouns")
CHIP_NOUNS = cues("chip_nouns")
PLACE_CUES = words("place_cues")
IN_WORDS = words("in_words")
SAYING = words("saying") | cues("more_saying")
MEDIA_SUFFIXES = cues("media_suffixes")
PARTICLES = cues("particles")
CONNECTORS = cues("connectors")
NO_NAMES = cues("no_names")
#: Endings of words that are no names, however they are written at the head of a sentence.
COMMON_ENDINGS = tuple(sorted(cues("common_endings")))
SURNAME_ENDINGS = tuple(sorted(cues("surname_endings")))
