"""Which reader read: the code's version and the knowledge it read with."""

from __future__ import annotations

from pathlib import Path

from extractors.compiled import digest_of
from extractors.words import KNOWLEDGE

#: Raised by hand when a change of code can change a reading.
CODE_VERSION = "1"


#: `1+0123456789ab`; two readings of one text with equal versions are equal.
VERSION = f"{CODE_VERSION}+{digest_of(KNOWLEDGE)[:12]}"

#: Raised by hand when a change of code can change the article that is read in a page.
PAGES_CODE_VERSION = "1"

#: Two articles read from one page with equal versions, and with the same repeated lines known, are equal.
PAGES_VERSION = f"{PAGES_CODE_VERSION}+{digest_of(Path(__file__).with_name('pages'))[:12]}"
