"""Plain text: headings by shape, promotion by words and place."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from extractors.article import read_page
from extractors.pages.plain import read_plain
from records.dates import Confidence, Dated
from records.feeds import Entry
from records.news import Page, Verdict

NOW = datetime(2026, 3, 1, tzinfo=UTC)
BODY = [
    "La fonderia di Novara ha firmato un contratto da 40 milioni con tre clienti asiatici (NASDAQ:FNDR).",
    "Secondo il direttore, le prime consegne partiranno a maggio e dureranno due anni.",
    "Il titolo della fonderia",
    "Il titolo è salito del 3,1% a 12,40 euro dopo l’annuncio, con scambi doppi rispetto alla media.",
]
ENDS = {
    "it": [
        "Per altre notizie aggiungi il nostro sito ai tuoi preferiti o seguici sui nostri canali social.",
        "Ricevi notizie riservate mezz’ora prima degli altri",
        "La prova gratuita di due settimane dà accesso a tutti i segnali. CLICCA QUI per iniziare.",
        "Foto via Shutterstock",
    ],
    "es": [
        "Síguenos en nuestras redes sociales para no perderte ninguna noticia.",
        "Recibe información exclusiva antes que nadie",
        "Foto vía Shutterstock",
    ],
    "en": [
        "Read next: The other foundry nobody talks about",
        "Sign up for our morning newsletter and never miss a story.",
        "Photo: Shutterstock",
        "© 2026 Some Outlet. All rights reserved.",
    ],
}


@pytest.mark.parametrize("language", ENDS)
def test_promotion_behind_the_article_goes_whole_and_nothing_else_goes(language: str) -> None:
    plain = read_plain("\n".join(BODY + ENDS[language]))
    assert [line for line, _ in plain.lines] == BODY
    assert [line.text for line in plain.removed] == ENDS[language]


def test_a_short_line_over_a_paragraph_is_a_heading() -> None:
    assert [line for line, heading in read_plain("\n".join(BODY)).lines if heading] == [BODY[2]]


def test_a_short_first_line_is_the_title_and_no_part_of_the_text() -> None:
    plain = read_plain("\n".join(["Novara, la fonderia riparte", *BODY]))
    assert plain.title == "Novara, la fonderia riparte"
    assert [line for line, _ in plain.lines] == BODY


def test_a_first_line_that_is_a_sentence_stays() -> None:
    assert read_plain("\n".join(BODY)).title == ""


def test_wrapped_lines_are_joined_to_paragraphs() -> None:
    wrapped = (
        "The foundry in Novara has signed a contract worth\n40 million with three\ncustomers in Asia.\n"
        "\nDeliveries begin in May and will\ngo on for two years, according to\nits director.\n"
    )
    assert [line for line, _ in read_plain(wrapped).lines] == [
        "The foundry in Novara has signed a contract worth 40 million with three customers in Asia.",
        "Deliveries begin in May and will go on for two years, according to its director.",
    ]


def test_words_of_promotion_inside_the_article_stay() -> None:
    lines = [
        *BODY,
        "«La newsletter del ministero non basta», dice il direttore, che chiede un ufficio.",
        *BODY * 2,
    ]
    assert [line for line, _ in read_plain("\n".join(lines)).lines] == lines


def test_a_text_file_takes_title_date_and_url_from_its_sidecar() -> None:
    published = Dated(raw="2026-02-28", value=NOW, method="iso", confidence=Confidence.SURE)
    url = "https://novara.example/fonderia"
    entry = Entry(
        feed="files", id="1", url=url, link=url, title="Fonderia", published=published, author="Ada Riva"
    )
    page = Page(
        url="fonderia.txt", final_url="fonderia.txt", status=0, body="\n".join(BODY).encode(), fetched_at=NOW
    )
    article = read_page(page, entry, NOW)
    assert (article.url, article.title, article.authors) == (url, "Fonderia", ("Ada Riva",))
    assert article.published == published
    assert article.method == "plain_text"
    assert [section.heading for section in article.sections] == ["", BODY[2]]


def test_a_file_without_url_is_named_by_its_bytes() -> None:
    page = Page(url="x.txt", final_url="x.txt", status=0, body=BODY[0].encode(), fetched_at=NOW)
    article = read_page(page, None, NOW)
    assert article.url.startswith("urn:sha256:")
    assert article.language == "it"


def test_an_empty_file_is_empty() -> None:
    page = Page(url="x.txt", final_url="x.txt", status=0, body=b" \n ", fetched_at=NOW)
    assert read_page(page, None, NOW).verdict is Verdict.EMPTY
