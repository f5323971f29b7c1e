"""Who speaks in a clause, and how far the phrase that names them reaches."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractors.quotes.cues import quote_words
from extractors.quotes.floor import Floor
from extractors.quotes.memory import firm_before
from extractors.quotes.voice import Voice
from extractors.sentences import BREAK

QUOTE_MARKS = frozenset('"«»“”„‹›‘')
#: Where a clause must end.
ENDS = QUOTE_MARKS | {".", ";", ":", "!", "?", BREAK}
#: Before a name that belongs to the word before it: "gli analisti di Jefferies".
OF = quote_words("of")
#: What is told of, with whom it is by: "un'inchiesta di Reuters".
WORKS = quote_words("works")
_BY = quote_words("by")
#: Tokens of a subject with what hangs on it at most.
FARTHEST = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Who speaks, and the far edge of the phrase: its first token before a verb, behind it after one.

    `voice` None: a paper without an author.
    """

    voice: Voice | None
    edge: int
    #: Before a verb: the token behind the name that is nearest to it.
    end: int = 0


def owner_before(floor: Floor, mouth: int) -> Subject | None:
    """ "ha replicato un portavoce": of the firm or the agency that was named last."""
    voice = firm_before(floor, mouth)
    if voice is None:
        return None
    return Subject(voice=replace(voice, role=floor.lower[mouth], first=mouth, last=mouth + 1), edge=mouth + 1)


def maker_of(floor: Floor, work: int) -> Subject | None:
    """Whom a report is by: "un rapporto di TrendForce", "a study by Rand", "el informe, firmado por Hume"."""
    lower = floor.lower
    for at in range(work + 1, min(work + 7, len(lower))):
        voice = floor.voice_at(at)
        if voice is not None:
            between = lower[work + 1 : at]
            linked = any(word in (_BY if "," in between else OF | _BY) for word in between)
            return Subject(voice=voice, edge=voice.last) if linked else None
        if lower[at] in ENDS or (lower[at] == "," and at > work + 1):
            return None
    return None
