"""Lines that an outlet prints under many articles are learnt, with the evidence, and left out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from extractors.pages.repeated import Sight, learn_repeated, line_key, without_repeated
from records.news import Article, Section, Verdict

SLOGAN = "Informazione libera, dal 1987 al servizio di chi produce."
WORDS = ("alba", "bosco", "cima", "duna", "erba", "fiume", "gelo", "isola", "lago", "mare", "neve", "onda")
FIRST = datetime(2026, 3, 1, tzinfo=UTC)


def sight(number: int, text: str, *sections: Section) -> Sight:
    url = f"https://g.example/{number:03}"
    article = Article(url=url, verdict=Verdict.ARTICLE, outlet="G", text=text, sections=sections)
    return Sight(article=article, seen=FIRST + timedelta(days=number))


def stories(count: int, *lines: str) -> list[Sight]:
    """Different stories that end with the same lines."""
    texts = (
        (
            f"Il comune di {WORDS[n]} apre una scuola e chiude quella di {WORDS[-n]}, dice il sindaco.",
            f"A {WORDS[n]} vivono mille persone, che da anni chiedevano un altro posto dove studiare.",
            *lines,
        )
        for n in range(count)
    )
    return [sight(n, "\n\n".join(text)) for n, text in enumerate(texts)]


def test_a_line_under_many_stories_is_learnt_with_its_evidence() -> None:
    (line,) = learn_repeated("G", stories(8, SLOGAN))
    assert (line.line, line.outlet, line.stories, line.of) == (SLOGAN, "G", 8, 8)
    assert (line.first, line.last) == (FIRST, FIRST + timedelta(days=7))
    assert line.evidence[0] == "https://g.example/000"


def test_numbers_and_case_do_not_make_another_line() -> None:
    assert line_key("Oggi 12 NOTIZIE  nuove") == line_key("oggi 7 notizie nuove")


BACKGROUND = (
    "I controlli sulle esportazioni di chip verso la Cina sono in vigore dall'ottobre del 2022, quando "
    "Washington fissò le prime soglie di potenza per gli acceleratori venduti a Pechino e nel Paese."
)


@pytest.mark.parametrize(
    "line",
    [
        "Il titolo ha chiuso in rialzo del 2,5% alla Borsa di Milano.",
        "NVDA shares closed at $132.76 on Monday.",
        BACKGROUND,
    ],
    ids=["share", "price", "background"],
)
def test_what_tells_something_is_never_learnt(line: str) -> None:
    assert learn_repeated("G", stories(9, line)) == ()


def test_a_number_in_a_longer_line_is_part_of_it() -> None:
    words = "Scritto nel {} da chi produce, per chi produce, e per nessun altro."
    assert line_key(words.format(1987)) != line_key(words.format(2026))


def test_a_line_under_few_stories_is_not_learnt() -> None:
    assert learn_repeated("G", stories(4, SLOGAN)) == ()


@pytest.mark.parametrize(("among", "learnt"), [(33, True), (34, False)])
def test_a_line_under_five_stories_of_very_many_is_not_learnt(among: int, learnt: bool) -> None:
    others = [
        sight(100 + n, f"Il porto numero {n} riapre dopo il vento, che da due giorni teneva fuori le navi.")
        for n in range(among - 5)
    ]
    assert bool(learn_repeated("G", [*stories(5, SLOGAN), *others])) is learnt


def test_copies_of_one_story_prove_nothing() -> None:
    assert learn_repeated("G", [sight(n, f"Uguale per tutti quanti.\n\n{SLOGAN}") for n in range(9)]) == ()


def test_a_usual_heading_with_text_below_it_is_the_articles() -> None:
    sights = [
        sight(
            n,
            f"Che cosa è successo\n\nIl comune di {WORDS[n]} apre a {WORDS[-n]}.",
            Section(heading="Che cosa è successo", start=0, end=40),
        )
        for n in range(9)
    ]
    assert learn_repeated("G", sights) == ()


def test_the_result_does_not_depend_on_the_order_of_articles() -> None:
    sights = stories(9, SLOGAN)
    assert learn_repeated("G", sights) == learn_repeated("G", reversed(sights))


def test_a_learnt_line_moves_from_text_to_removed_and_headings_stay() -> None:
    known = {line.key: line for line in learn_repeated("G", stories(8, SLOGAN))}
    text = f"Prima.\n\n{SLOGAN}\n\nTitoletto\n\nDopo."
    start = text.index("Titoletto")
    sections = (
        Section(heading="", start=0, end=start - 2),
        Section(heading="Titoletto", start=start, end=len(text)),
    )
    after = without_repeated(sight(1, text, *sections).article, known)
    assert after.text == "Prima.\n\nTitoletto\n\nDopo."
    assert after.whole == text
    assert [(s.heading, after.text[s.start : s.end]) for s in after.sections] == [
        ("", "Prima."),
        ("Titoletto", "Titoletto\n\nDopo."),
    ]
    assert [(line.text, line.reason) for line in after.removed] == [(SLOGAN, "repeated")]
    assert without_repeated(after, known) is after
