"""What pages say about their articles: dates, names, titles, credits."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from selectolax.lexbor import LexborHTMLParser

from extractors.pages.agency import agency_of
from extractors.pages.metadata.bylines import clean_names, is_outlet
from extractors.pages.metadata.dates import as_printed, date_in_url, home_zone, read_date
from extractors.pages.metadata.reading import Metadata, read_metadata
from extractors.pages.metadata.titles import strip_outlet
from records.dates import Confidence
from records.provenance import Told

NOW = datetime(2026, 6, 1, tzinfo=UTC)
URL = "https://www.giornale.example/economia/chip"


def metadata(head: str, body: str = "", url: str = URL) -> Metadata:
    return read_metadata(LexborHTMLParser(f"<html><head>{head}</head><body>{body}</body></html>"), url, NOW)


@pytest.mark.parametrize(
    ("raw", "value", "confidence"),
    [
        ("2026-03-03T15:42:10+01:00", datetime(2026, 3, 3, 14, 42, 10, tzinfo=UTC), Confidence.SURE),
        ("2026-03-03T15:42:10.123Z", datetime(2026, 3, 3, 15, 42, 10, tzinfo=UTC), Confidence.SURE),
        ("2026-03-03 15:42:10 +0100", datetime(2026, 3, 3, 14, 42, 10, tzinfo=UTC), Confidence.SURE),
        ("2026-03-03T15:42", datetime(2026, 3, 3, 14, 42, tzinfo=UTC), Confidence.LIKELY),
        ("2026-03-03", datetime(2026, 3, 3, tzinfo=UTC), Confidence.DAY),
        ("20260303T1542Z", datetime(2026, 3, 3, 15, 42, tzinfo=UTC), Confidence.SURE),
        ("20260303", datetime(2026, 3, 3, tzinfo=UTC), Confidence.DAY),
        ("1772552530", datetime(2026, 3, 3, 15, 42, 10, tzinfo=UTC), Confidence.SURE),
        ("1772552530000", datetime(2026, 3, 3, 15, 42, 10, tzinfo=UTC), Confidence.SURE),
        ("Tue, 03 Mar 2026 15:42:10 GMT", datetime(2026, 3, 3, 15, 42, 10, tzinfo=UTC), Confidence.SURE),
        ("martedì 3 marzo 2026, ore 15:42", datetime(2026, 3, 3, 14, 42, tzinfo=UTC), Confidence.LIKELY),
        ("3 de marzo de 2026 a las 15:42", datetime(2026, 3, 3, 14, 42, tzinfo=UTC), Confidence.LIKELY),
        ("March 3, 2026 3:42 p.m.", datetime(2026, 3, 3, 14, 42, tzinfo=UTC), Confidence.LIKELY),
        ("March 3, 2026 at 3:42 p.m. EST", datetime(2026, 3, 3, 20, 42, tzinfo=UTC), Confidence.SURE),
        ("Jul 3, 2025, 9:35 AM ET", datetime(2025, 7, 3, 13, 35, tzinfo=UTC), Confidence.SURE),
        ("Tue 3 Mar 2026 09.35 GMT", datetime(2026, 3, 3, 9, 35, tzinfo=UTC), Confidence.SURE),
        ("3 mar 2026 - 10:20 CET", datetime(2026, 3, 3, 9, 20, tzinfo=UTC), Confidence.SURE),
        ("3 March 2026 10:20 IST", datetime(2026, 3, 3, 9, 20, tzinfo=UTC), Confidence.LIKELY),
        ("03/03/2026", datetime(2026, 3, 3, tzinfo=UTC), Confidence.DAY),
        ("03/18/2026", datetime(2026, 3, 18, tzinfo=UTC), Confidence.DAY),
        ("18/03/2026", datetime(2026, 3, 18, tzinfo=UTC), Confidence.DAY),
        ("04/05/2026", datetime(2026, 5, 4, tzinfo=UTC), Confidence.DAY),
        ("1º agosto 2025", datetime(2025, 8, 1, tzinfo=UTC), Confidence.DAY),
        ("2031-01-01T00:00:00Z", datetime(2031, 1, 1, tzinfo=UTC), Confidence.DOUBTFUL),
        ("1970-01-01T00:00:00Z", datetime(1970, 1, 1, tzinfo=UTC), Confidence.DOUBTFUL),
    ],
)
def test_dates_are_read_with_what_is_known_of_them(raw: str, value: datetime, confidence: Confidence) -> None:
    dated = read_date(raw, "meta", NOW, ZoneInfo("Europe/Rome"))
    assert (dated.value, dated.confidence, dated.raw) == (value, confidence, raw)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "ieri",
        "31/02/2026",
        "0001-01-01T00:00:00+14:00",
        "0001-01-01T00:00:00",
        "9999-12-31T23:59-12:00",
        "99",
    ],
)
def test_what_is_no_date_has_no_value_and_keeps_its_words(raw: str) -> None:
    dated = read_date(raw, "meta", NOW, ZoneInfo("Europe/Rome"))
    assert dated.value is None
    assert dated.raw == raw


@pytest.mark.parametrize(
    ("raw", "printed"),
    [
        ("2026-03-03T15:42:10+01:00", "2026-03-03T15:42:10+01:00"),
        ("2026-03-03T15:42", "2026-03-03T15:42:00"),
        ("3 marzo 2026", "2026-03-03"),
        ("2031-01-01T00:00:00Z", "2031-01-01T00:00:00+00:00"),
        ("March 3, 2026 3:42 p.m. EST", "2026-03-03T15:42:00-05:00"),
    ],
)
def test_a_date_is_printed_as_far_as_it_is_known(raw: str, printed: str) -> None:
    assert as_printed(read_date(raw, "meta", NOW, ZoneInfo("Europe/Rome"))) == printed


def test_clocks_of_italian_and_spanish_hosts_stand_at_home() -> None:
    assert home_zone("www.ansa.it") == home_zone("it.benzinga.com") == ZoneInfo("Europe/Rome")
    assert home_zone("elmundo.es") == ZoneInfo("Europe/Madrid")
    assert home_zone("cnbc.com") is UTC


def test_the_day_in_an_address_is_a_day() -> None:
    assert date_in_url("https://a.example/2026/03/14/x", NOW).confidence is Confidence.DAY
    assert date_in_url("https://a.example/story-20261399", NOW).value is None


def test_json_ld_comes_before_meta_and_meta_before_time_and_time_before_the_address() -> None:
    item = '{"@type":"NewsArticle","headline":"a","datePublished":"2026-01-01"}'
    ld = f'<script type="application/ld+json">{item}</script>'
    meta = '<meta property="article:published_time" content="2026-01-02">'
    visible = '<time datetime="2026-01-03">ieri</time>'
    url = "https://a.example/2026/01/04/x"
    assert metadata(ld + meta, visible, url).published.method == "json_ld"
    assert metadata(meta, visible, url).published.method == "meta"
    assert metadata("", visible, url).published.method == "time"
    assert metadata("", "", url).published.method == "url"


def test_a_visible_date_must_fit_the_day_in_the_address() -> None:
    weather, own = "Meteo: 1 maggio 2020, 10:00", "4 gennaio 2026, 18:15"
    body = f'<div class="date">{weather}</div><span class="pubdate">{own}</span>'
    published = metadata("", body, "https://a.example/2026/01/04/x").published
    assert published.value == datetime(2026, 1, 4, 18, 15, tzinfo=UTC)
    assert published.method == "text"


def test_no_date_is_invented() -> None:
    assert metadata("<title>x</title>", "<p>Ieri il ministro ha parlato.</p>").published.value is None


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        (["By Ada Verne and Bo Li"], ["Ada Verne", "Bo Li"]),
        (["di Marta Quaglia, Piero Lanza"], ["Marta Quaglia", "Piero Lanza"]),
        (["Le Figaro et AFP"], ["Le Figaro et AFP"]),
        (["Toby Clegg"], ["Toby Clegg"]),
        (["Inés Robledo y Lucas Bermejo"], ["Inés Robledo", "Lucas Bermejo"]),
        (
            ["https://x.example/ada", "ada@x.example", "admin", "42", "<b>Ada Verne</b>", "ada verne"],
            ["Ada Verne"],
        ),
        (["A cura di Nadia Rovelli"], ["Nadia Rovelli"]),
        (["dal nostro inviato Paolo Quaglia"], ["Paolo Quaglia"]),
        (["Dalla nostra corrispondente Marta Lanza"], ["Marta Lanza"]),
        (["Por nuestra enviada especial Inés Robledo"], ["Inés Robledo"]),
        (["By Ada Verne, Senior Technology Reporter"], ["Ada Verne"]),
        (["Inés Robledo, corresponsal en Pekín"], ["Inés Robledo"]),
        (["Reporting by Ada Verne; Editing by Bo Li"], ["Ada Verne"]),
        (["Elena Holzer (eho)"], ["Elena Holzer"]),
        (["14 de abril de 2026", "13 aprile 2026 14:05", "3 min read"], []),
        (["Guardian staff reporter"], ["Guardian staff reporter"]),
        (["Brett Reporter-Smith", "Ed Editore"], ["Brett Reporter-Smith", "Ed Editore"]),
    ],
)
def test_names_are_parted_and_cleaned(printed: list[str], names: list[str]) -> None:
    assert clean_names(printed) == names


def test_an_outlets_own_name_yields_to_a_person() -> None:
    assert is_outlet("La Repubblica", ["Repubblica", ""]) is False
    assert is_outlet("giornale.example", ["Giornale"])
    head = (
        '<meta property="og:site_name" content="Il Giornale"><meta name="author" content="Il Giornale">'
        '<meta property="article:author" content="Piero Lanza">'
    )
    assert metadata(head).authors == ("Piero Lanza",)
    assert metadata(head.replace("Piero Lanza", "https://x.example/1")).authors == ("Il Giornale",)


@pytest.mark.parametrize(
    "desk", ["Redazione", "La redazione", "REDACCIÓN", "Agencias", "News Desk", "Redazione Economia"]
)
def test_a_desk_yields_to_a_person_and_stays_where_nobody_else_is_named(desk: str) -> None:
    head = f'<meta name="author" content="{desk}">'
    assert metadata(head, '<a rel="author">Ada Verne</a>').authors == ("Ada Verne",)
    assert metadata(head).authors == (desk,)


@pytest.mark.parametrize(
    ("language", "day"),
    [("it", "2026-05-04"), ("es-MX", "2026-05-04"), ("en-GB", "2026-05-04"), ("en-US", None), ("en", None)],
)
def test_days_and_months_in_numbers_are_told_apart_only_where_all_write_them_alike(
    language: str, day: str | None
) -> None:
    page = f'<html lang="{language}"><body><div class="date">04/05/2026</div></body></html>'
    published = read_metadata(LexborHTMLParser(page), URL, NOW).published
    assert as_printed(published) == day


def test_the_same_number_twice_is_no_question() -> None:
    page = '<html lang="en-US"><body><div class="date">05/05/2026</div></body></html>'
    assert as_printed(read_metadata(LexborHTMLParser(page), URL, NOW).published) == "2026-05-05"


@pytest.mark.parametrize("first", [True, False])
def test_the_item_that_is_an_article_speaks_wherever_it_stands_in_the_graph(first: bool) -> None:
    items = [
        '{"@type":"NewsArticle","headline":"Rame in porto","datePublished":"2026-03-03"}',
        '{"@type":"WebPage","name":"Il Giornale: economia","datePublished":"2019-01-01"}',
    ]
    graph = ",".join(items if first else reversed(items))
    about = metadata(f'<script type="application/ld+json">{{"@graph":[{graph}]}}</script>')
    assert (about.title, about.published.raw) == ("Rame in porto", "2026-03-03")


@pytest.mark.parametrize(
    ("declared", "authors"),
    [('["Il Giornale", "Ada Verne"]', ("Il Giornale", "Ada Verne")), ('"Il Giornale"', ("Ada Verne",))],
)
def test_an_outlet_stays_beside_a_person_of_one_list_and_yields_to_one_of_another(
    declared: str, authors: tuple[str, ...]
) -> None:
    item = f'{{"@type":"NewsArticle","headline":"a","author":{declared}}}'
    name = '<meta property="og:site_name" content="Il Giornale">'
    ld = f'<script type="application/ld+json">{item}</script>'
    assert metadata(f'{ld}{name}<meta name="author" content="Ada Verne, Il Giornale">').authors == authors


def test_a_name_in_an_element_called_author_is_taken_only_when_it_looks_like_one() -> None:
    assert metadata("", '<span class="article-author">Von Jo de Vries</span>').authors == ("Jo de Vries",)
    assert metadata("", '<div class="author-box">Scopri tutti gli articoli</div>').authors == ()


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Chip, il vertice di Praga slitta - Il Giornale", "Chip, il vertice di Praga slitta"),
        ("Chip, il vertice di Praga slitta | Altro nome", "Chip, il vertice di Praga slitta"),
        ("Vertice, no | Il Giornale", "Vertice, no"),
        ("チップの輸出規制｜Il Giornale", "チップの輸出規制"),
        ("Vertice, no | Altro", "Vertice, no | Altro"),
        ("Il Giornale", "Il Giornale"),
        ("Chip – il vertice slitta di nuovo a settembre", "Chip – il vertice slitta di nuovo a settembre"),
        ("Dazi &amp; chip: chi perde e chi vince davvero", "Dazi & chip: chi perde e chi vince davvero"),
    ],
)
def test_the_outlets_name_is_taken_off_the_title(said: str, title: str) -> None:
    assert strip_outlet(said, "Il Giornale", "") == title


@pytest.mark.parametrize(
    ("shared", "title"),
    [
        ("Roma aspetta la licenza", "Roma aspetta la licenza"),
        ("la licenza", "Guerra dei chip: Roma aspetta la licenza"),
        ("Roma attende", "Guerra dei chip: Roma aspetta la licenza"),
    ],
)
def test_a_kicker_before_the_title_that_others_are_told_is_no_part_of_it(shared: str, title: str) -> None:
    headline = '{"@type":"NewsArticle","headline":"Guerra dei chip: Roma aspetta la licenza"}'
    ld = f'<script type="application/ld+json">{headline}</script>'
    assert metadata(f'{ld}<meta property="og:title" content="{shared}">').title == title


def test_the_pages_own_heading_decides_where_the_title_ends() -> None:
    assert strip_outlet("Chip - Il Giornale", "", "Chip") == "Chip"


def test_who_said_it_is_kept_as_printed_and_two_voices_make_it_sure() -> None:
    head = (
        "<title>Chip, il vertice di Praga slitta | Il Giornale</title>"
        '<meta property="og:title" content="Chip, il vertice di Praga slitta | Il Giornale">'
        '<meta property="og:site_name" content="Il Giornale"><meta name="author" content="di Ada Verne">'
        '<meta property="article:author" content="Ada Verne"><meta name="description" content="Tutto qui.">'
    )
    told = metadata(head).told
    assert told["title"].raw == "Chip, il vertice di Praga slitta | Il Giornale"
    assert (told["title"].method, told["title"].confidence) == ("og", Confidence.SURE)
    assert told["authors"] == Told(raw="di Ada Verne", method="meta", confidence=Confidence.SURE)
    assert told["subtitle"] == Told(raw="Tutto qui.", method="meta", confidence=Confidence.LIKELY)
    assert "image" not in told


def test_a_title_is_only_likely_when_the_heading_says_otherwise() -> None:
    head = '<meta property="og:title" content="Slitta il vertice di Praga">'
    assert (
        metadata(head, "<h1>Chip, tutto rinviato a settembre</h1>").told["title"].confidence
        is Confidence.LIKELY
    )


def test_a_title_that_stands_only_in_the_tab_is_doubtful() -> None:
    assert metadata("<title>Slitta il vertice</title>").told["title"].confidence is Confidence.DOUBTFUL


def test_flags_tags_and_addresses_are_kept() -> None:
    head = (
        '<link rel="canonical" href="/economia/chip?x=1"><meta property="og:image" content="/i.jpg">'
        '<meta name="keywords" content="chip, dazi,, chip">'
        '<meta property="article:section" content="Economia">'
        '<meta property="article:content_tier" content="locked">'
        '<meta property="article:modified_time" content="2026-05-01">'
    )
    found = metadata(head)
    assert found.canonical == "https://www.giornale.example/economia/chip?x=1"
    assert found.image == "https://www.giornale.example/i.jpg"
    assert found.tags == ("chip", "dazi")
    assert found.section == "Economia"
    assert found.free is False
    assert found.modified
    assert found.modified.confidence is Confidence.DAY


@pytest.mark.parametrize("address", ["http://[", "javascript:void(0)", "", "//"])
def test_an_address_that_is_none_is_left_out(address: str) -> None:
    found = metadata(f'<link rel="canonical" href="{address}"><meta property="og:image" content="{address}">')
    assert found.canonical in ("", URL)
    assert found.image in ("", URL)


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":["NewsArticle"],"headline":["A chip story"],"author":[[{"name":"Ada Verne"}]]}',
        '<!-- {"@type":"NewsArticle","headline":"A chip story","author":"Ada Verne"} -->',
        (
            '{"@graph":[{"@type":"Person","@id":"#a","name":"Ada Verne"},'
            '{"@type":"NewsArticle","headline":"A chip story","author":{"@id":"#a"}}]}'
        ),
        (
            '[{"@type":"WebPage","name":"x"},{"@type":"https://schema.org/NewsArticle",'
            '"headline":"A chip story","author":{"name":["Ada Verne"]}}]'
        ),
        '{"@type":"NewsArticle","headline":"A chip\nstory","author":{"@type":"Person","name":"Ada Verne"}};',
    ],
    ids=["lists", "comment", "graph", "vocabulary", "control characters"],
)
def test_json_ld_is_read_in_all_its_spellings(script: str) -> None:
    found = metadata(f'<script type="application/ld+json">{script}</script>')
    assert (found.title, found.authors) == ("A chip story", ("Ada Verne",))


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("This article was originally published on The Wire.", "The Wire"),
        ("Questo articolo è stato tradotto da Benzinga USA", "Benzinga USA"),
        ("Publicado originalmente en El Diario del Ebro.", "El Diario del Ebro"),
        ("Fonte: Teleborsa", "Teleborsa"),
        ("The company said so.", ""),
    ],
)
def test_the_original_is_named_by_the_line_that_credits_it(line: str, credit: str) -> None:
    said, told = metadata("").credit([line])
    assert (said, told.raw) == (credit, line if credit else "")


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("(ANSA) - ROMA, 3 MAR - Il governo ha deciso.", "ANSA"),
        ("ROMA (askanews) – Il governo ha deciso.", "askanews"),
        ("SAN FRANCISCO (Reuters) - The chipmaker said.", "Reuters"),
        ("MADRID, 12 Mar. (EUROPA PRESS) - El Pleno.", "Europa Press"),
        ("Il governo ha deciso. (AGI)", "AGI"),
        ("The (National) Reuters prize was given. Nobody came.", ""),
    ],
)
def test_agency_copy_is_known_by_its_marks(text: str, agency: str) -> None:
    assert agency_of(text) == agency


def test_an_agency_is_not_its_own_source() -> None:
    assert agency_of("(ANSA) - ROMA, 3 MAR - Il governo.", own="Agenzia ANSA") == ""
    assert agency_of("Il governo ha deciso.", authors=["Ansa"], own="Il Giornale") == "ANSA"
