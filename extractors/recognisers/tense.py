"""Whether a time in a text is past or still to come, by the verbs of its clause."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

_FUTURE = re.compile(
    r"\b(?:will|won't|shall|is to|are to|set to|due to|expects?|plans?|scheduled|upcoming|dovrebbero|dovrebbe"
    r"|previst[oaie]|attes[oaie]|deberá|prevé|va a|van a|iba a|iban a|\w{2,}(?:rà|ranno|rá|rán))\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:ha|hanno|aveva|avevano|era|erano|fu|furono|è|sono|was|were|had|has|have|did|said|told|rose|fell|cut"
    r"|han|había|fue|fueron|dijo|\w{2,}(?:ed|ò|arono|irono|erono|ó|aron|ieron|ato|ata|ati|ate|uto|uta|uti)"
    r"|\w{2,}(?:ava|avano|aba|aban|ado|ido))\b",
    re.IGNORECASE,
)
#: Right before a time that is to come.
_BY = re.compile(
    r"\b(?:entro|by|starting|a partire da|a partire dal|a partir del?|antes del?|para)"
    r"\s+(?:il|lo|la|l'|el|the)?\s*$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:()\u2013\u2014\u00ab\u00bb\u201c\u201d\"]")
#: Characters in which a time's preposition stands.
_REACH = 22


@dataclass(slots=True)
class Setting:
    """A text, the article's day, and the sentence that is being read."""

    text: str
    #: None when not known: what is told from it has no value then.
    published: date | None
    language: str = "en"
    start: int = 0
    end: int = 0
    #: The year of the last time that named one: "that year".
    year: str | None = field(default=None)

    def before(self, start: int, reach: int = _REACH) -> str:
        """The characters of the sentence before `start`."""
        return self.text[max(self.start, start - reach) : start]

    def to_come(self, start: int, end: int) -> bool | None:
        """Whether the time at `start` lies ahead; None when no verb of its clause or sentence tells."""
        if _BY.search(self.before(start)):
            return True
        begins = [match.end() for match in _CLAUSE.finditer(self.text, self.start, start)]
        after = _CLAUSE.search(self.text, end, self.end)
        clause = (begins[-1] if begins else self.start, after.start() if after else self.end)
        for begin, stop in (clause, (self.start, self.end)):
            future = _FUTURE.search(self.text, begin, stop) is not None
            if future != (_PAST.search(self.text, begin, stop) is not None):
                return future
        return None
