"""Accuracy as tables: for a terminal, for Markdown, as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.text import Text

from extractors.version import VERSION
from flows.show import err, out, print_json_line, rows_table
from records.accuracy import Score
from records.errors import ConfigError

if TYPE_CHECKING:
    from extractors.evaluate import Miss
    from flows.accuracy import Half

#: What stands around the table in a Markdown file, each on a line of its own.
BEGIN = "<!-- accuracy: written by `chipwatch eval --markdown --into README.md`, not by hand -->"
END = "<!-- /accuracy -->"

#: Lines of the Markdown table that are not called by their key.
_WORDS = {
    "entities": "**entities**",
    "mentions": "every mention, exact span",
    "amounts": "**amounts**",
    "amounts_exact": "amounts, also span, unit, bound, range",
    "attributions": "**attributions**",
    "on_topic": "**on topic**",
    "promotion": "lines that are no article",
    "quotes": "**who says what**",
    "quote_spans": "what is said, whoever says it",
    "quotes_exact": "who says what, also exact span and relay",
    "speaker_roles": "role of the speaker",
    "relays": "through whom",
    "amount_roles": "**roles of amounts**",
    "dates": "**dates**",
}


def tell_scores(
    measured: Sequence[Half], shown: Sequence[Miss], fallen: Sequence[str], *, json: bool
) -> None:
    """The figures of each half, the errors asked for, and what lies below its floor."""
    if json:
        halves = [
            {
                "half": h.name,
                "gold_sha256": h.sha256,
                "articles": len(h.trials),
                "scores": list(map(as_dict, h.scores)),
            }
            for h in measured
        ]
        told = {"extractor_version": VERSION, "halves": halves, "errors": list(map(asdict, shown))}
        print_json_line(told | {"below_floor": list(fallen)})
        return
    for half in measured:
        print_scores(f"{half.name} half: {len(half.trials)} articles, extractor {VERSION}", half.scores)
        out.print()
    print_misses(shown)
    for line in fallen:
        out.print(escape(f"below its floor: {line}"), style="bold red")


def tell_agreement(agreed: Mapping[str, Sequence[Score]], *, json: bool) -> None:
    """A table for each pair of annotators."""
    if not agreed:
        raise ConfigError(
            "--agreement", "no annotators have marked anything", "see tests/data/gold/GUIDELINES.md"
        )
    if json:
        print_json_line({pair: list(map(as_dict, scores)) for pair, scores in agreed.items()})
        return
    for pair, scores in agreed.items():
        print_scores(pair, scores)
        out.print()


def tell_markdown(measured: Sequence[Half], annotators: Sequence[Score], into: Path | None) -> None:
    """On standard output, or between the marks of a file."""
    text = markdown(measured, annotators)
    if into is None:
        out.print(text, markup=False, soft_wrap=True)
    else:
        write_into(into, text)
        say(f"table written into {into}")


def say(words: str) -> None:
    """One line that is not a result."""
    err.print(escape(words), soft_wrap=True)


def print_scores(title: str, scores: Sequence[Score]) -> None:
    """A line for each measure, type and language."""
    out.print(escape(title), style="bold")
    rows: list[dict[str, object]] = [
        {
            "what": score.key.partition("/")[0],
            "language": score.language or "all",
            "articles": score.documents,
            "precision": _figure(score.precision),
            "recall": _figure(score.recall),
            "F1": _figure(score.f1),
            "95 %": f"{score.low:.3f} to {score.high:.3f}",
        }
        for score in scores
    ]
    out.print(rows_table(rows))


def print_misses(shown: Sequence[Miss]) -> None:
    """Each disagreement with the text around it; the surface stands out."""
    for miss in shown:
        out.print(escape(f"{miss.verdict} {miss.what}: {miss.shown}"), style="bold", end="")
        out.print(escape(f"  {miss.document}"), style="dim")
        if miss.surface:
            line = Text.assemble("    ", miss.before, (miss.surface, "reverse"), miss.after)
            out.print(line, overflow="fold")


def as_dict(score: Score) -> dict[str, object]:
    """JSON-able."""
    return {
        "measure": str(score.measure),
        "type": score.type,
        "language": score.language,
        "documents": score.documents,
        "found": score.right,
        "wrong": score.wrong,
        "missed": score.missed,
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
        "f1_low": score.low,
        "f1_high": score.high,
    }


def markdown(measured: Sequence[Half], annotators: Sequence[Score]) -> str:
    """The last of `measured` in full, of the others and of the annotators' agreement F1 alone."""
    *others, chief = measured
    languages = sorted({score.language for score in chief.scores if score.language})
    heads = ["", "precision", "recall", "F1", "95 %", *languages, *(f"{half.name} half" for half in others)]
    columns = [_by_key(half.scores) for half in others]
    if annotators:
        heads.append("annotators")
        columns.append(_by_key(annotators))
    lines = [heads, ["---"] * len(heads)]
    for key, score in _by_key(chief.scores).items():
        spoken = [_by_key(chief.scores, language).get(key) for language in languages]
        lines.append(
            [_words(key), *_whole(score), *map(_f1, spoken), *(_f1(rows.get(key)) for rows in columns)]
        )
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    counts = ", ".join(f"{len(half.trials)} articles in the {half.name} half" for half in measured)
    return f"Extractor `{VERSION}`; {counts}.\n\n{table}"


def write_into(file: Path, text: str) -> None:
    """Put `text` between the two marks of `file`; ConfigError when it lacks them."""
    whole = file.read_text(encoding="utf-8") if file.exists() else ""
    before, begin, rest = whole.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ConfigError("--into", f"{file} lacks the lines {BEGIN} and {END}")
    file.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


def _by_key(scores: Sequence[Score], language: str | None = None) -> Mapping[str, Score]:
    return {score.key.partition("/")[0]: score for score in scores if score.language == language}


def _words(key: str) -> str:
    return _WORDS.get(key, key.rpartition(".")[2])


def _whole(score: Score) -> list[str]:
    two = [f"{value:.2f}" if value is not None else "" for value in (score.precision, score.recall)]
    return [*two, f"**{score.f1:.2f}**", f"{score.low:.2f} to {score.high:.2f}"]


def _f1(score: Score | None) -> str:
    return f"{score.f1:.2f}" if score else ""


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
