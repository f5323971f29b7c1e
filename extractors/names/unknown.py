"""People, companies, institutions and places that the catalogue doesn't know, and spans whose type is in
doubt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.names.around import clues_after, clues_before
from extractors.names.inside import clues_inside
from extractors.names.lexicon import FIRST_NAMES, HEADS, LAST_NAMES, TITLES
from extractors.names.runs import Run, find_runs
from extractors.names.scan import Scan
from extractors.nationality import ADJECTIVES
from extractors.sentences import BREAK
from extractors.words import FUNCTION, OPENERS
from records.facts import EntityType

#: Sum of clues from which a name of one word, or of more, has a type.
_ENOUGH_ONE, _ENOUGH_MORE = 2.5, 2.4
_TWO = 2
_UNDERTAKINGS = frozenset({"operation", "operazione", "operación", "project", "progetto", "proyecto"})
#: Between the members of a list.
_LISTED = frozenset({",", "e", "ed", "and", "y", "o", "or", "&"})
#: Sum of clues that another mention of the same words lends to all.
_LENT = 2.5


@dataclass(frozen=True, slots=True)
class Named:
    """Tokens `first` to `last` (exclusive) are a name; `type` None when its type is in doubt."""

    first: int
    last: int
    type: EntityType | None
    score: float
    cue: str


def find_unknown(scan: Scan) -> list[Named]:
    """The names in text order, typed where the clues suffice or another mention in the document lends its
    type.
    """
    named = [_typed(scan, part) for run in find_runs(scan) for part in _parts(scan, run)]
    lent: dict[str, Named] = {}
    for one in named:
        words = _surface(scan, one)
        best = lent.get(words)
        if one.type is not None and one.score >= _LENT and (best is None or one.score > best.score):
            lent[words] = one
    named = _listed(scan, named)
    tails = _tails(scan, named)
    return [
        _settled(scan, one, lent)
        for one in named
        if _is_worth_keeping(scan, one, lent) and not _is_tail(scan, one, tails)
    ]


def _listed(scan: Scan, named: list[Named]) -> list[Named]:
    """ "Leonardo, Fincantieri e Iveco": what stands in a list with companies is one, unless something says
    otherwise.
    """
    companies = {
        index for one in named if one.type == EntityType.COMPANY for index in range(one.first, one.last)
    }
    companies |= {index for index, known in scan.known.items() if known.entity_id.startswith("company:")}
    settled: list[Named] = []
    for one in named:
        before = one.first - 2 if scan.lower[one.first - 1] in _LISTED else -1
        after = one.last + 1 if scan.lower[one.last] in _LISTED else -1
        beside = (before in companies) + (after in companies)
        open_ = one.type is None and one.score < _LENT
        if beside and (open_ or one.cue == "city") and not scan.words[one.first].isdigit():
            one = replace(one, type=EntityType.COMPANY, score=_LENT, cue="listed_with_companies")
            companies.update(range(one.first, one.last))
        settled.append(one)
    return settled


def _tails(scan: Scan, named: Sequence[Named]) -> set[str]:
    """What the family names of more than one word look like alone: "Bernasconi Galli" of Ivo Bernasconi
    Galli.
    """
    people = (one for one in named if one.type == EntityType.PERSON and one.last - one.first > _TWO)
    return {" ".join(scan.words[one.first + 1 : one.last]) for one in people}


def _is_tail(scan: Scan, one: Named, tails: set[str]) -> bool:
    return one.type != EntityType.PERSON and _surface(scan, one) in tails


def _surface(scan: Scan, one: Named) -> str:
    return " ".join(scan.words[one.first : one.last])


def _settled(scan: Scan, one: Named, lent: dict[str, Named]) -> Named:
    best = lent.get(_surface(scan, one))
    if best is None or best.type == one.type:
        return one
    if one.type is None or best.score > one.score + 1.5:
        return replace(one, type=best.type, score=best.score, cue="same_name")
    return one


def _is_worth_keeping(scan: Scan, one: Named, lent: dict[str, Named]) -> bool:
    """Whether the span may be a name at all, typed or not."""
    if one.type is not None or _surface(scan, one) in lent:
        return True
    return one.first not in scan.opens and one.first not in scan.loud


def _parts(scan: Scan, run: Run) -> Iterator[Run]:
    """A run without the roles and adjectives at its head, cut where a person's name begins behind another
    name.
    """
    first, last = run.first, run.last
    for index in range(last - 1, first - 1, -1):
        if scan.lower[index] in TITLES and index + 1 < last and not _is_headed(scan, index + 1, last):
            if index - first > 1 and scan.words[first] not in FIRST_NAMES:
                yield Run(first, index, run.opens, run.loud)
            first = index + 1
            break
    while first < last and (scan.lower[first] in ADJECTIVES or scan.words[first] in ".-'&"):
        first += 1
    while first < last and scan.lower[last - 1] in TITLES and last - first > 1:
        last -= 1
    if first >= last or (last - first == 1 and (scan.lower[first] in TITLES or scan.lower[first] in OPENERS)):
        return
    opens = run.opens and first == run.first
    cut = _cut(scan, first, last)
    if cut:
        yield Run(first, cut, opens, run.loud)
        yield Run(cut, last, False, run.loud)
    else:
        yield Run(first, last, opens, run.loud)


def _is_headed(scan: Scan, first: int, last: int) -> bool:
    return any(scan.lower[index] in HEADS for index in range(first, last))


def _cut(scan: Scan, first: int, last: int) -> int | None:
    """Where the person begins in "TechInsights Dan Hutcheson": a first name inside, with a family name behind
    it.
    """
    for index in range(first + 1, last - 1):
        word, before = scan.words[index], scan.words[index - 1]
        surname = scan.words[index + 1]
        inside = before[0].isalnum() and before not in FIRST_NAMES and before.lower() not in FUNCTION
        if (
            word in FIRST_NAMES
            and inside
            and index == last - 2
            and surname[0].isupper()
            and before not in LAST_NAMES
        ):
            if first > 0 and scan.lower[first - 1] in ("di", "of", "de", "del", "della", "dell", "'"):
                return index
            if _is_headed(scan, first, index):
                return index
    return None


def _is_no_name(scan: Scan, run: Run) -> bool:
    """A single letter, a heading's label ("Analyst Take:"), an operation's name."""
    single = all(len(scan.words[index]) == 1 for index in range(run.first, run.last))
    label = (
        scan.words[run.last] == ":" and run.first - 2 >= 0 and BREAK in scan.words[run.first - 2 : run.first]
    )
    return single or label or scan.lower[run.first] in _UNDERTAKINGS


def _typed(scan: Scan, run: Run) -> Named:
    totals: dict[EntityType, float] = defaultdict(float)
    strongest: dict[EntityType, tuple[float, str]] = {}
    shouted = run.last - run.first == 1 and scan.words[run.first].isupper()
    for type_, weight, cue in (*clues_inside(scan, run), *clues_before(scan, run), *clues_after(scan, run)):
        if shouted and type_ == EntityType.PERSON:
            continue  # an acronym is nobody's family name
        totals[type_] += weight
        if weight > strongest.get(type_, (0.0, ""))[0]:
            strongest[type_] = (weight, cue)
    best = max(totals, key=lambda type_: totals[type_], default=None)
    if best is None or best not in strongest or _is_no_name(scan, run):
        return Named(run.first, run.last, None, 0.0, "shape")
    enough = _ENOUGH_ONE if run.last - run.first == 1 else _ENOUGH_MORE
    if run.loud:
        enough += 1.0
    elif run.opens and scan.words[run.first] not in FIRST_NAMES:
        enough += 1.0 if run.last - run.first == 1 else 0.3
    rival = max((total for type_, total in totals.items() if type_ != best), default=0.0)
    sure = totals[best] >= enough and totals[best] - rival >= 0.5
    return Named(run.first, run.last, best if sure else None, totals[best], strongest[best][1])
