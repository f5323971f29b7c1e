"""`chipwatch entities`: who is behind a name, which names wait, and what is decided about them."""

from __future__ import annotations

import getpass
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape

from flows.show import err, out, print_json_line, waiting
from flows.walk import publish_release, utcnow
from records.entities import Decision, DecisionKind
from records.errors import ConfigError
from records.facts import EntityType
from storage.database import open_work
from storage.decisions import decide
from storage.home import Home
from trends.ask import connect
from trends.curation import Known, Waiting, known
from trends.curation import waiting as waiting_names

if TYPE_CHECKING:
    from flows.settings import Settings


def show_entity(home: Path, words: str, *, json: bool) -> None:
    """All that the newest release knows of whoever `words` mean; ConfigError when that is nobody."""
    with connect(home) as db:
        found = known(db, words)
    for entity in found:
        if json:
            print_json_line(asdict(entity))
        else:
            _print_entity(entity)


def review_names(home: Path, type_: str | None, top: int, *, json: bool) -> None:
    """The unknown names of the newest release, the most articles first."""
    if type_ is not None and type_ not in set(EntityType):
        raise ConfigError("--type", f"{type_!r} is no type", f"allowed: {', '.join(EntityType)}")
    with connect(home) as db:
        names = waiting_names(db, type_, top=top)
    if json:
        for name in names:
            print_json_line(asdict(name))
    elif not names:
        err.print("No unknown name waits.")
    else:
        for name in names:
            _print_waiting(name)


def make_decision(
    settings: Settings,
    kind: DecisionKind,
    entity: str,
    *,
    by: str,
    why: str,
    later: bool,
    json: bool,
    form: str = "",
    into: str = "",
    name: str = "",
) -> None:
    """Keep a decision and publish it, unless it is to wait for the next release; say what became of it."""
    asked = Decision(
        kind=kind,
        entity_id=entity,
        form=form,
        into_id=into,
        name=name,
        at=utcnow(),
        by=by or _user(),
        why=why,
    )
    with open_work(Home(settings.home), memory_limit=settings.memory_limit, on_wait=waiting) as db:
        made = decide(db, asked)
    release = None if later or made is None else publish_release(settings, utcnow())
    number = release.number if release else None
    if json:
        print_json_line({"decision": asdict(made) if made else None, "release": number})
    else:
        out.print(escape(_told(made, asked) + (f"; release {number}" if number else "")), soft_wrap=True)


def _user() -> str:
    """Who runs this; a container's user may have no name."""
    with suppress(KeyError, OSError):
        return getpass.getuser()
    return "unknown"


def _told(made: Decision | None, asked: Decision) -> str:
    if made is None:
        return f"{asked.kind}: so already, nothing changed"
    return {
        DecisionKind.MERGE: f"{made.entity_id} is {made.into_id} from now on",
        DecisionKind.RENAME: f"{made.entity_id} is called {made.name} from now on",
        DecisionKind.SPLIT: f"{made.form} is not {made.entity_id} but {made.into_id} from now on",
    }[made.kind]


def _print_entity(entity: Known) -> None:
    out.print(f"[bold]{escape(entity.name)}[/]  [dim]{escape(entity.entity_id)}[/]")
    lines = {
        "known": "by the catalogue" if entity.catalogued else "from articles only",
        "country": entity.country,
        "belongs to": entity.parent,
        "tickers": ", ".join(entity.tickers),
        "Wikidata": entity.wikidata,
        "merged in": ", ".join(entity.merged),
        "named": _named(entity),
        **{
            f"spelled{f' ({language})' if language else ''}": ", ".join(forms)
            for language, forms in entity.forms.items()
        },
    }
    for what, value in lines.items():
        if value:
            out.print(escape(f"  {what}: {value}"))
    for one in entity.decisions:
        more = f" ({one['why']})" if one["why"] else ""
        words = " ".join(
            str(one[key]) for key in ("kind", "entity_id", "form", "into_id", "name") if one[key]
        )
        out.print(escape(f"  decided: {words}, {one['decided_by']}, {one['decided_at']:%Y-%m-%d}{more}"))
    for said in entity.sentences:
        out.print(escape(f"  {_where(str(said.published_day or 'undated'), said.outlet)}: {said.sentence}"))
        out.print(escape(f"    {said.url}"), style="dim", soft_wrap=True)


def _named(entity: Known) -> str:
    if not entity.articles:
        return "in no article"
    days = f", {entity.first_day} to {entity.last_day}" if entity.first_day else ", undated"
    return f"in {_articles(entity.articles)}{days}"


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count} articles"


def _where(day: str, outlet: str | None) -> str:
    return f"{day}, {outlet}" if outlet else day


def _print_waiting(name: Waiting) -> None:
    out.print(
        f"[bold]{escape(name.name)}[/]  [dim]{escape(name.entity_id)}[/]  in {_articles(name.articles)}"
    )
    out.print(escape(f"  {_where(str(name.last_day or 'undated'), name.outlet)}: {name.sentence}"))
    out.print(escape(f"    {name.url}"), style="dim", soft_wrap=True)
    for one in name.likely:
        out.print(escape(f"  perhaps {one.name}, {one.entity_id}: {one.why}"))
