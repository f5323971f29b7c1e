"""The gold and the page that says how it is marked. Failures name files, never what stands in them."""

import re
import tomllib
from pathlib import Path

import pytest

from extractors.gold import Gold, read_gold
from extractors.gold_layer import ROLES
from extractors.relevance import TOPICS
from records.accuracy import Measure
from records.errors import ConfigError
from records.facts import AmountKind, Bound, EntityType, QuoteKind

GOLD = Path(__file__).parents[1] / "data" / "gold"
GUIDELINES = (GOLD / "GUIDELINES.md").read_text(encoding="utf-8")
FILES = sorted([*GOLD.glob("open/*.toml"), *GOLD.glob("locked/*.toml"), *GOLD.glob("agreement/[ab]/*.toml")])
STYLES = {
    "wire", "benzinga", "tech_blog", "official", "machine_translation", "analysis", "column", "brief"
}  # fmt: skip


def told(file: Path) -> tuple[Gold, dict[str, object]]:
    source = file.read_text(encoding="utf-8")
    return read_gold(source, file.stem), tomllib.loads(source)


def rows(section: str) -> set[str]:
    """First cells of the table of a section of the guidelines."""
    part = re.split(r"^## ", GUIDELINES, flags=re.MULTILINE)
    [text] = [one for one in part if one.startswith(f"{section}\n")]
    return set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))


@pytest.mark.parametrize(
    ("section", "names"),
    [
        ("Entities", set(EntityType)),
        ("Amounts", {*AmountKind, *Bound, "range", "converts"}),
        ("Topics", set(TOPICS)),
        ("The second layer", {"quotes", "roles", "dates", *QuoteKind, *ROLES}),
        ("What counts as right", set(Measure)),
        (
            "The file",
            {"language", "style", "on_topic", "topics", "attributions", "published", "title", "text"},
        ),
    ],
)
def test_the_guidelines_have_a_row_for_everything_that_is_marked(section, names):
    assert rows(section) == {str(name) for name in names}


def test_every_kind_of_mark_says_what_is_one_and_what_is_not():
    for name in [*EntityType, *AmountKind, *QuoteKind]:
        _, _, is_one, is_not, _ = re.search(rf"^\| `{name}` \|.*$", GUIDELINES, re.MULTILINE)[0].split("|")
        assert is_one.strip(), name
        assert is_not.strip(), name


def test_the_guidelines_say_plainly_that_the_articles_are_invented():
    assert "**The articles are invented retellings.**" in GUIDELINES
    assert "real persons" in GUIDELINES


def test_there_is_enough_gold_half_of_it_locked():
    names = [file.stem for file in FILES if file.parent.name in ("open", "locked")]
    on_topic = [name.partition("-")[0] for name in names if "-off-" not in name]
    assert on_topic.count("it") >= 60
    assert on_topic.count("en") >= 30
    assert on_topic.count("es") >= 20
    assert len(names) - len(on_topic) >= 60
    locked = [file for file in FILES if file.parent.name == "locked"]
    assert abs(2 * len(locked) - len(names)) <= 3


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_gold_article_is_whole_and_known_in_all_its_words(file):
    gold, table = told(file)
    problems = [
        problem
        for problem, is_so in {
            "language": gold.language not in ("it", "en", "es"),
            "style": gold.style not in STYLES,
            "topics": not set(gold.topics) <= set(TOPICS) or len(set(gold.topics)) < len(gold.topics),
            "topics off topic": bool(gold.topics) and not gold.on_topic,
            "sources": len(set(gold.attributions)) < len(gold.attributions) or "" in gold.attributions,
            "title": not gold.title.strip() or "[[" in gold.title,
            "published": not re.fullmatch(r"\d{4}-\d\d-\d\d", str(table["published"])),
            "keys": table.keys()
            != {"language", "style", "on_topic", "topics", "attributions", "published", "title", "text"},
            "marks": bool(re.search(r"\[\[|\]\]|%%%", gold.text + gold.promotion)),
            "name": file.parent.name in ("open", "locked") and not _is_well_named(file, gold),
        }.items()
        if is_so
    ]
    assert problems == []


def _is_well_named(file: Path, gold: Gold) -> bool:
    name = re.fullmatch(r"(it|en|es)(-off)?-(\d{3})-[a-z0-9-]+", file.stem)
    if name is None:
        return False
    half = "open" if int(name[3]) % 2 else "locked"
    return (name[1], half) == (gold.language, file.parent.name) and not (name[2] and gold.on_topic)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_spans_of_a_gold_article_lie_in_its_text_in_order_and_apart(file):
    gold, _ = told(file)
    marks = sorted([*gold.mentions, *gold.amounts], key=lambda mark: mark.start)
    ends = [0, *(mark.end for mark in marks)]
    apart = all(before <= mark.start < mark.end for before, mark in zip(ends, marks, strict=False))
    trimmed = all((surface := gold.text[mark.start : mark.end]) == surface.strip() for mark in marks)
    assert (apart, trimmed, ends[-1] <= len(gold.text)) == (True, True, True)
    assert all(mention.name for mention in gold.mentions)
    assert all(len(amount.unit) == 3 for amount in gold.amounts if amount.kind == AmountKind.MONEY)


def test_a_mark_gives_the_text_its_surface_and_the_span_its_place():
    gold = read_gold(
        _article("[[company=Nvidia|Nvidia Corp.]] paid [[money=5.5e9 USD at_least|over $5.5bn]]."), "x"
    )
    assert gold.text == "Nvidia Corp. paid over $5.5bn."
    [mention], [amount] = gold.mentions, gold.amounts
    assert gold.text[mention.start : mention.end] == "Nvidia Corp."
    assert gold.text[amount.start : amount.end] == "over $5.5bn"
    assert (amount.value, amount.unit, amount.bound) == (5.5e9, "USD", "at_least")


def test_what_stands_after_the_line_is_no_text():
    gold = read_gold(_article("Text.\n\n%%%\nSee also: more"), "x")
    assert (gold.text, gold.promotion) == ("Text.", "See also: more")


@pytest.mark.parametrize(
    "text",
    ["[[compny=Nvidia|Nvidia]]", "[[company=Nvidia|Nvidia]", "Nvidia]]", "[[money=lots USD|lots]]"],
    ids=["no such type", "not closed", "not opened", "no number"],
)
def test_a_wrong_mark_is_refused_and_the_article_named(text):
    with pytest.raises(ConfigError, match="the-article"):
        read_gold(_article(text), "the-article")


def _article(text: str) -> str:
    head = 'language = "en"\nstyle = "wire"\non_topic = true\ntopics = []\nattributions = []\n'
    return f'{head}published = "2026-01-01"\ntitle = "T"\ntext = """\n{text}\n"""\n'
