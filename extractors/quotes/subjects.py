"""Who speaks in a clause, and how far the phrase that names them reaches."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractors.quotes.cues import quote_words
from extractors.quotes.floor import Floor, Voice
from extractors.sentences import BREAK

QUOTE_MARKS = frozenset('"«»“”„‹›‘')
#: Where a clause must end.
ENDS = QUOTE_MARKS | {".", ";", ":", "!", "?", BREAK}
#: Before a name that belongs to the word before it: "gli analisti di Jefferies".
OF = quote_words("of")
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
    voice = floor.firm_before(mouth)
    if voice is None:
        return None
    return Subject(voice=replace(voice, role=floor.lower[mouth], first=mouth, last=mouth + 1), edge=mouth + 1)
