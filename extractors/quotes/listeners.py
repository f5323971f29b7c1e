"""To which outlet it was said: "told Reuters", "in un'intervista a CNBC, Huang ha detto"."""

from __future__ import annotations

from extractors.quotes.clauses import Clause
from extractors.quotes.cues import THAT, TO_WHOM, quote_words
from extractors.quotes.floor import Floor
from extractors.quotes.subjects import ENDS, QUOTE_MARKS
from records.facts import EntityType

_INTERVIEWS = quote_words("interviews")
#: Tokens from a verb to what it says at most.
_WAY = 18
#: Tokens from an interview to its outlet at most.
_TO_OUTLET = 7


def listener(floor: Floor, clause: Clause) -> str | None:
    """The outlet to which it was said: "told Reuters", "in un'intervista a CNBC, Huang ha detto"."""
    return _told_to(floor, clause) or _interviewed_by(floor, clause)


def _interviewed_by(floor: Floor, clause: Clause) -> str | None:
    """The outlet of an interview that the sentence names before the clause."""
    first, _ = floor.sentence_of(clause.first)
    for at in range(first, clause.first):
        if floor.lower[at] in _INTERVIEWS and at not in floor.inside:
            for behind in range(at + 1, min(at + _TO_OUTLET, clause.first)):
                voice = floor.voice_at(behind)
                if voice is not None:
                    return voice.name if voice.type == "media" else None
    return None


def _told_to(floor: Floor, clause: Clause) -> str | None:
    """The outlet behind the verb: "told Reuters", "ha detto Huang al Financial Times"."""
    lower = floor.lower
    told = lower[clause.verb] in ("told", "tells", "tell")
    for at in range(clause.verb + 1, min(clause.verb + _WAY, len(lower))):
        if lower[at] in ENDS - QUOTE_MARKS or lower[at] in THAT:
            return None
        if floor.ground.type_at(at) == EntityType.MEDIA and not (
            clause.voice is not None and clause.voice.first <= at < clause.voice.last
        ):
            before = lower[at - 1] if lower[at - 1] not in ("the", "'") else lower[at - 2]
            found = floor.voice_at(at)
            is_to = (
                before in TO_WHOM
                or before in ("on", "su", "en", "in", "sul")
                or (told and at - clause.verb <= 3)
            )
            return found.name if found is not None and found.type == "media" and is_to else None
    return None
