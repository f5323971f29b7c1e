"""Where texts are cut."""

from __future__ import annotations

import pytest

from extractors.sentences import paragraphs, sentences


def _cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, paragraphs(text))]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nvidia Corp. ha venduto 3.000 chip.",
        "Il sig. Rossi e il dott. Bianchi di Acme S.p.A. erano lì.",
        "J. D. Vance e Donald J. Trump parlano.",
        "The U.S. government and Micron Technology Inc. agree.",
        "Il titolo vale 130.05 dollari, cioè 1.234,5 yuan.",
        "Ai sensi dell'art. 5 e del n. 3, ecc. così.",
        "EE. UU. y China negocian.",
    ],
)
def test_abbreviations_initials_and_decimals_end_no_sentence(sentence: str) -> None:
    assert _cut(sentence) == [sentence]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Uno. Due! Tre? Quattro", ["Uno.", "Due!", "Tre?", "Quattro"]),
        ("«Sì.» Poi tacque.", ["«Sì.»", "Poi tacque."]),
        ("Nel 2024. 300 server.", ["Nel 2024.", "300 server."]),
        ("He left the U.S. The firm stayed.", ["He left the U.S.", "The firm stayed."]),
        ("Consuma 575 W. Secondo la casa basta.", ["Consuma 575 W.", "Secondo la casa basta."]),
        ("In 2004 W. Bush won.", ["In 2004 W. Bush won."]),
        ("Titolo senza punto\n\nPrimo periodo.", ["Titolo senza punto", "Primo periodo."]),
        ("中国。日本。", ["中国。", "日本。"]),
    ],
)
def test_sentences_end_at_stops_and_paragraphs(text: str, parts: list[str]) -> None:
    assert _cut(text) == parts


def test_a_wrapped_text_is_one_paragraph_and_a_blank_line_cuts_it() -> None:
    text = (
        "Una riga che va a capo presto perché il programma\n"
        "la spezza a una larghezza fissa come si faceva una\n"
        "volta.\n\nUn altro capoverso che va a capo allo stesso modo\ne finisce qui."
    )
    assert len(paragraphs(text)) == 2
