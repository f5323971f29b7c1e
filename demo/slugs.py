"""Words as they stand in an address."""

import re
import unicodedata


def slug(words: str) -> str:
    """`Tecnología e affari` as `tecnologia-e-affari`."""
    bare = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")
