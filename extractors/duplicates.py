"""The fingerprint of a text, by which its twins in other outlets are found.

MinHash over runs of four words; bands of three hashes for locality-sensitive hashing. Those that share a band
are compared, see `records.likeness`. A translation shares no run of words: pairs across languages are out of
reach here.

Measured on 10,000 made-up texts of 120 to 900 words and 2,000 copies with up to 5 % of their words replaced,
cut down to 40 % or extended by up to 80 %: recall .99, no false pair, .22 ms a text.
"""

from __future__ import annotations

import hashlib
import re
import struct
from zlib import crc32

from rensa import RMinHash

from records.likeness import Fingerprint

_PERMUTATIONS, _SEED = 128, 42
#: Hashes a band: 42 bands of 3 find nearly every pair with a Jaccard index of .4, two of three with .3.
_ROWS = 3
#: Words; a shorter text is compared exactly only, since a few shared phrases would decide.
_SHORTEST = 40
_RUN = 4
_WORD = re.compile(r"\w+")

#: Raised whenever the same text would get another fingerprint.
METHOD = f"minhash-1:{RMinHash.ALGORITHM_VERSION}:{_PERMUTATIONS}x{_ROWS}"


def fingerprint(text: str) -> Fingerprint:
    """Of the words of `text`; punctuation, case and white space don't count."""
    words = _WORD.findall(text.casefold())
    exact = hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).digest()
    runs = {" ".join(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))}
    hashes = struct.pack(f"<{_PERMUTATIONS}I", *_minima(runs))
    return Fingerprint(
        method=METHOD,
        words=len(words),
        shingles=len(runs),
        exact=int.from_bytes(exact[:8]) >> 1,
        bands=_bands(hashes) if len(words) >= _SHORTEST else (),
        sketch=hashes[::4],
    )


def _minima(runs: set[str]) -> list[int]:
    sketch = RMinHash(_PERMUTATIONS, _SEED)
    sketch.update(list(runs))
    minima: list[int] = sketch.digest()
    return minima


def _bands(hashes: bytes) -> tuple[int, ...]:
    """One number of 31 bits for each run of hashes and its place."""
    width = 4 * _ROWS
    whole = len(hashes) - len(hashes) % width
    return tuple(crc32(hashes[at : at + width], at) >> 1 for at in range(0, whole, width))
