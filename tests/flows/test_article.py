"""`chipwatch article`: files, folders, standard input and URLs, for people and for machines."""

import json
import shutil
import tomllib

import pytest

from demo.quirks import Quirk
from tests.flows.conftest import ROOT

GOLDEN = ROOT / "tests" / "data" / "pages"
PAGE = GOLDEN / "startmag_2026-06-08.html"


@pytest.fixture
def folder(tmp_path):
    """Two pages, one of them a PDF by its bytes, and a sidecar for both."""
    folder = tmp_path / "pages"
    folder.mkdir()
    shutil.copy(PAGE, folder / "one.html")
    (folder / "two.html").write_bytes(b"%PDF-1.7 ...")
    (folder / "notes.csv").write_text("a,b")
    told = {"one": {"url": "https://www.startmag.it/x/", "crawl_date": "2026-06-09T00:00:00"}}
    (folder / "pages.json").write_text(json.dumps(told))
    return folder


def lines_of(done):
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def expected(name):
    return tomllib.loads((GOLDEN / f"{name}.toml").read_text())


def test_a_file_becomes_one_json_object_with_text_and_what_was_left_out(chipwatch):
    [article] = lines_of(chipwatch("article", str(PAGE), "--json"))
    told = expected(PAGE.stem)
    assert article["source"] == str(PAGE)
    assert (article["title"], article["authors"]) == (told["title"], told["authors"])
    assert article["text"].split("\n\n") == told["lines"]
    assert article["headings"] == told["headings"]
    assert article["published"] == "2026-06-08T05:30:12+00:00"
    assert {line["reason"] for line in article["removed"]} == {"see_also", "newsletter"}
    assert article["verdict"] == "article"


def test_people_see_title_dates_with_method_text_and_reasons(chipwatch):
    done = chipwatch("article", str(PAGE))
    told = expected(PAGE.stem)
    assert done.stdout.startswith(told["title"])
    assert "2026-06-08T05:30:12+00:00 (meta, sure)" in done.stdout
    assert all(line in done.stdout.splitlines() for line in told["lines"])
    assert "see_also    Articoli correlati" in done.stdout


def test_each_field_says_who_said_it_in_what_words_and_how_far_that_is_trusted(chipwatch):
    [article] = lines_of(chipwatch("article", str(PAGE), "--json"))
    evidence = article["evidence"]
    assert evidence["title"] == {
        "value": article["title"],
        "raw": article["title"],
        "method": "og",
        "confidence": "sure",
    }
    assert (evidence["authors"]["method"], evidence["authors"]["raw"]) == ("meta", "Piero Lanza")
    assert evidence["published"]["raw"] == "2026-06-08T05:30:12+00:00"
    assert (evidence["language"]["method"], evidence["language"]["confidence"]) == ("text", "sure")
    assert (evidence["canonical"]["method"], evidence["outlet"]["value"]) == ("link", "Startmag")
    assert evidence["body"] == {"by": "site_rule", "why": "startmag, layout 1", "second_opinion": None}
    assert evidence["charset"]["value"] == "utf-8"


def test_what_nobody_says_is_null_wherever_it_stands(chipwatch):
    [article] = lines_of(chipwatch("article", "-", "--json", stdin="Una riga sola."))
    unknown = (
        "subtitle",
        "published",
        "modified",
        "canonical",
        "outlet",
        "section",
        "image",
        "credit",
        "agency",
    )
    assert [article[field] for field in unknown] == [None] * len(unknown)
    assert article["evidence"]["outlet"] == {"value": None, "raw": None, "method": None, "confidence": "none"}
    assert "" not in (value for key, value in article.items() if key != "text")


def test_people_see_who_said_what_in_short(chipwatch):
    done = chipwatch("article", str(PAGE))
    lines = [line.split(maxsplit=1) for line in done.stdout.splitlines()]
    assert ["by", "Piero Lanza (meta, likely)"] in lines
    assert ["outlet", "Startmag (og, likely)"] in lines
    assert ["charset", "utf-8 (meta)"] in lines


def test_a_folder_s_pages_json_is_its_sidecar_and_no_page(chipwatch, folder):
    one, two = lines_of(chipwatch("article", "--batch", str(folder), "--json"))
    assert (one["source"], two["source"]) == (str(folder / "one.html"), str(folder / "two.html"))
    assert one["url"].startswith("https://www.startmag.it/")
    assert (two["verdict"], two["why"], two["text"]) == ("not_html", "PDF", "")


@pytest.mark.parametrize("broken", ["{", "[]", '{"one": "https://example.org/"}'])
def test_a_broken_sidecar_is_named(chipwatch, folder, broken):
    (folder / "pages.json").write_text(broken)
    done = chipwatch("article", "--batch", str(folder))
    assert (done.returncode, "pages.json" in done.stderr, done.stdout) == (2, True, "")


def test_a_file_s_own_sidecar_names_it(chipwatch, tmp_path):
    shutil.copy(PAGE, tmp_path / "one.html")
    (tmp_path / "one.json").write_text('{"url": "https://example.org/a", "title": "A"}')
    [article] = lines_of(chipwatch("article", "one.html", "--json"))
    assert article["canonical"] == "https://example.org/a"


def test_standard_input_is_read_as_what_it_is(chipwatch):
    [article] = lines_of(chipwatch("article", "-", "--json", stdin=PAGE.read_text()))
    assert article["title"] == expected(PAGE.stem)["title"]


def variables(settings):
    return {
        "CHIPWATCH_SOURCES": ":".join(map(str, settings.sources)),
        "CHIPWATCH_SHIPPED_SOURCES": "false",
    }


def test_a_url_is_fetched_once_and_robots_are_heeded(chipwatch, settings, newsroom):
    readable = next(a for a in newsroom.articles if a.readable and not a.quirks and a.outlet == "gazette-en")
    barred = next(a for a in newsroom.articles if Quirk.FORBIDDEN_BY_ROBOTS in a.quirks)
    urls = [newsroom.url_of(article) for article in (barred, readable)]
    done = chipwatch("article", *urls, "--json", **variables(settings))
    assert done.returncode == 1
    assert "robots.txt" in done.stderr
    [article] = [json.loads(line) for line in done.stdout.splitlines()]
    assert (article["source"], article["title"]) == (urls[1], readable.title)
    assert [asked.path for asked in newsroom.asked].count(newsroom.site("gazette-en").path_of(readable)) == 1


def test_an_address_at_home_is_refused_unless_a_source_of_the_user_s_lies_there(chipwatch, newsroom):
    done = chipwatch("article", newsroom.urls["gazette-en"], CHIPWATCH_SHIPPED_SOURCES="false")
    assert done.returncode == 1
    assert "cannot fetch" in done.stderr
    assert newsroom.asked == []
