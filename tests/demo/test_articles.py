"""The articles themselves: enough of them, in order, honest."""

import re
import tomllib
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from demo.articles import DAYS, EDITION_DATE, Article, read_articles, read_tables
from demo.lighttext import Kind, parse_blocks
from demo.outlets import read_outlets
from demo.quirks import Quirk

ARTICLES = read_articles(2)
README = Path("demo/README.md").read_text("utf-8")
#: The notation of demo/README.md: `company:nvidia`, `person Marta Ferri`, `money 7e9 USD`, `percent 15`.
EXPECTED = re.compile(
    r"(company|person|agency|media|chip|measure|country|place|index|org):[a-z0-9-]+"
    r"|(company|person|agency|place|org|ticker|source) \S.*"
    r"|money [\d.e]+ [A-Z]{3}|percent [\d.]+|quantity [\d.e]+ \S+"
)
CATALOGUE = {
    "agency": "agencies", "chip": "chips", "company": "companies", "country": "countries",
    "measure": "measures", "place": "places",
}  # fmt: skip
each_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)


def test_there_are_enough_articles_for_a_trend():
    first = read_articles(1)
    assert len(first) >= 64
    assert sum(article.on_topic for article in first) >= 38
    assert all(count >= 12 for count in Counter(article.language for article in first).values())
    assert {article.language for article in first} == {"it", "en", "es"}


def test_all_lie_in_the_days_before_the_edition():
    oldest = min(article.published.date() for article in ARTICLES)
    assert oldest >= EDITION_DATE - timedelta(days=DAYS)
    assert max(article.updated.date() for article in ARTICLES) == EDITION_DATE


def test_every_week_of_the_last_ten_has_something_on_topic():
    weeks = {(EDITION_DATE - article.published.date()).days // 7 for article in ARTICLES if article.on_topic}
    assert weeks >= set(range(10))


def test_every_quirk_and_every_kind_of_block_is_in_use():
    assert set().union(*(article.quirks for article in ARTICLES)) == set(Quirk)
    assert {block.kind for article in ARTICLES for block in article.blocks} == set(Kind)


def test_one_story_stands_in_three_outlets_and_two_languages():
    told = {}
    for article in ARTICLES:
        told.setdefault(article.story, set()).add((article.outlet, article.language))
    told.pop("")
    assert all(len(tellers) > 1 for tellers in told.values())
    assert sum(len({o for o, _ in t}) >= 3 and len({lang for _, lang in t}) >= 2 for t in told.values()) >= 2


@each_article
def test_an_article_belongs_to_its_outlet(article: Article):
    assert article.language == read_outlets()[article.outlet].language
    assert article.published.utcoffset() is not None
    assert article.published <= article.updated


@each_article
def test_a_readable_article_is_as_long_as_news_is(article: Article):
    words = sum(len(line.split()) for line in article.prose)
    assert not article.readable or Quirk.PAYWALL in article.quirks or 115 <= words <= 450


@each_article
def test_what_is_expected_of_an_article_can_be_read_by_a_machine(article: Article):
    assert all(EXPECTED.fullmatch(fact) for fact in article.expect)
    assert bool(article.expect) == (article.on_topic and article.readable)
    assert bool(article.topics) == article.on_topic


@each_article
def test_a_name_that_is_expected_stands_in_the_text(article: Article):
    named = [fact.partition(" ")[2] for fact in article.expect if ":" not in fact.split()[0]]
    names = [name for name in named if name[0].isupper()]
    text = " ".join(article.prose)
    assert [name for name in names if name.removeprefix("The ") not in text] == []


def test_an_identity_that_is_expected_stands_in_the_catalogue():
    """But for people, whom a reader finds by shape as well."""
    keys = {
        f"{kind}:{key}"
        for kind, stem in CATALOGUE.items()
        for key in tomllib.loads(Path(f"extractors/knowledge/{stem}.toml").read_text("utf-8"))
    }
    expected = {fact for article in ARTICLES for fact in article.expect if fact.split(":")[0] in CATALOGUE}
    assert expected - keys == set()


def test_light_text_knows_its_marks():
    blocks = parse_blocks("One\nline.\n\n## Head\n\n! Buy\n\n- **bold** item\n\n#hash is text")
    assert [(block.kind, block.plain) for block in blocks] == [
        (Kind.PARAGRAPH, "One line."), (Kind.HEADING, "Head"), (Kind.PROMO, "Buy"),
        (Kind.ITEM, "bold item"), (Kind.PARAGRAPH, "#hash is text"),
    ]  # fmt: skip


def test_a_misspelt_key_is_refused_by_name(tmp_path):
    (tmp_path / "a.toml").write_text('outlets = "x"', "utf-8")
    with pytest.raises(ValueError, match=r"a\.toml: unknown key 'outlets'"):
        read_tables(tmp_path)


def test_the_readme_names_every_quirk_and_every_outlet():
    missing = [quirk for quirk in Quirk if f"`{quirk}`" not in README]
    assert missing == []
    assert [key for key in read_outlets() if f"`{key}`" not in README] == []
