"""The same text in several outlets, from files to the answer of a query."""

import json

import pytest

from flows.clippings import run_files

COPY = (
    "Il governo olandese ha sospeso la licenza con cui una fabbrica di Eindhoven spediva in Cina i "
    "ricambi delle macchine per chip. La decisione, presa lunedì sera dal ministro del commercio, "
    "riguarda novanta clienti e vale finché non sarà chiaro dove siano finite quattro macchine vendute "
    "nel 2023. L'azienda non ha commentato, e il titolo ad Amsterdam è sceso del 3 per cento. A Pechino"
    " il portavoce del ministero degli esteri ha parlato di una misura presa su pressione degli Stati "
    "Uniti e ha promesso di tutelare le imprese cinesi."
)
CUT = COPY.split(" A Pechino")[0]
OWN = (
    "Sei fonderie taiwanesi hanno chiesto insieme di poter assumere all'estero duemila ingegneri, "
    "perché in patria non se ne trovano più. La richiesta, firmata anche da due università, propone "
    "visti di cinque anni e corsi di cinese pagati dalle imprese; il governo di Taipei risponderà entro"
    " la fine del mese di dicembre."
)
STORIES = {
    "agenzia": f"L'AIA, 18 nov (ANSA) - {COPY}",
    "mattino": COPY,
    "sera": f"{CUT} Ne scriveremo ancora domani.",
    "isola": OWN,
}


@pytest.fixture
def clippings(tmp_path):
    """Four outlets, of which three had the same agency copy."""
    folder = tmp_path / "clippings"
    folder.mkdir()
    for day, (outlet, text) in enumerate(STORIES.items(), 17):
        site = f"<meta property='og:site_name' content='{outlet.title()}'>"
        page = (
            f"<html><head><title>Ricambi {outlet}</title>{site}</head>"
            f"<body><article><h1>Ricambi {outlet}</h1><p>{text}</p></article></body></html>"
        )
        (folder / f"{outlet}.html").write_text(page)
        told = {
            "url": f"https://{outlet}.example/1",
            "published": f"2026-11-{day}T08:00:00+01:00",
            "language": "it",
        }
        (folder / f"{outlet}.json").write_text(json.dumps(told))
    return folder


def test_agency_copy_is_told_from_an_outlets_own_words(settings, clippings, rows):
    run_files(settings, [clippings])
    found = rows("SELECT outlet, kind, agency, original_outlet FROM same_text ORDER BY published")
    assert found == [
        ("Agenzia", None, "ANSA", None),
        ("Mattino", "near", "ANSA", "Agenzia"),
        ("Sera", "near", "ANSA", "Agenzia"),
    ]
    [(similarity,)] = rows("SELECT similarity FROM same_text WHERE outlet = 'Mattino'")
    assert similarity >= 0.95


def test_the_second_time_nothing_is_found_twice(settings, clippings, rows):
    run_files(settings, [clippings])
    before = rows("FROM copies ORDER BY ALL"), rows("FROM fingerprints ORDER BY ALL")
    run_files(settings, [clippings])
    assert (rows("FROM copies ORDER BY ALL"), rows("FROM fingerprints ORDER BY ALL")) == before
