"""Which reader made a reading: the code's version and the knowledge it read with."""

from __future__ import annotations

from extractors.compiled import digest_of
from extractors.words import KNOWLEDGE

#: Raised by hand when a change of code can change a reading.
CODE_VERSION = "1"


#: `1+0123456789ab`; two readings of one text with equal versions are equal.
VERSION = f"{CODE_VERSION}+{digest_of(KNOWLEDGE)[:12]}"
