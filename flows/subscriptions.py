"""`chipwatch feeds add | import | export`: the user's own sources file grows, lists come in and go out."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from feeds.opml import read_opml, write_opml
from feeds.sources import SHIPPED, is_key, read_sources
from feeds.subscribe import add_to, as_table, source, subscribed
from flows.plan import listed_feeds
from flows.show import complain, out, print_lines
from records.errors import ConfigError
from records.feeds import Feed, FeedKind, Fetch
from trends.terminal import counted

if TYPE_CHECKING:
    from flows.settings import Settings


def add_source(
    settings: Settings,
    to: Path | None,
    *,
    url: str,
    language: str,
    country: str,
    title: str,
    key: str,
    kind: FeedKind,
    fetch: Fetch,
    local: bool,
) -> None:
    """Append a source of the user's, unless its address or key is there already."""
    mine = _mine(settings, to)
    taken = _with_mine(settings, mine)
    if known := next((feed for feed in taken.values() if url in feed.urls), None):
        raise ConfigError(url, f"is there already, as {known.key}", _how_to_switch_on(known, mine))
    if key in taken or (key and not is_key(key)):
        remedy = "choose another: lower-case letters, digits and single hyphens"
        raise ConfigError(f"--key {key}", "is taken" if key in taken else "is no key", remedy)
    feed = source(
        url,
        taken,
        key=key,
        title=title,
        language=language,
        country=country,
        kind=kind,
        fetch=fetch,
        local=local,
    )
    _check(feed)
    _append(mine, [feed])
    print_lines([(as_table(feed), "")])
    _say_where(settings, mine, [feed])


def _how_to_switch_on(feed: Feed, mine: Path) -> str:
    return "" if feed.enabled else f"it is switched off: two lines in {mine}, [{feed.key}] and enabled = true"


def import_list(
    settings: Settings, to: Path | None, file: Path, *, language: str, country: str, fetch: Fetch, local: bool
) -> None:
    """Append the feeds of an OPML list whose addresses are not there yet; what is no source is named."""
    try:
        listed = read_opml(file.read_bytes(), str(file))
    except OSError as error:
        raise ConfigError(str(file), f"cannot be read: {error.strerror}") from error
    if listed.broken:
        complain(f"{listed.broken}: broken XML, read as far as it goes")
    if not listed.subscriptions:
        raise ConfigError(str(file), "names no feed", "a feed is an <outline> with an xmlUrl")
    mine = _mine(settings, to)
    taken = _with_mine(settings, mine)
    known = {url for feed in taken.values() for url in feed.urls}
    fresh = [one for one in listed.subscriptions if one.url not in known]
    added: list[Feed] = []
    for one in fresh:
        try:
            feed = subscribed(one, taken, language=language, country=country, fetch=fetch, local=local)
            _check(feed)
        except ConfigError as error:
            remedy = f"; {error.remedy}" if error.remedy else ""
            complain(f"{file}:{one.line}: {one.title or one.url} {error.problem}{remedy}")
            continue
        taken[feed.key] = feed
        added.append(feed)
    _append(mine, added)
    _say_where(settings, mine, added)
    _say_what_not(known=len(listed.subscriptions) - len(fresh), refused=len(fresh) - len(added))
    if fresh and not added:
        raise ConfigError(str(file), "none of its feeds could be added", "the lines above say why")


def export_list(settings: Settings, file: Path | None, *, everything: bool) -> None:
    """The sources that are on, or all, as OPML."""
    opml = write_opml(feed for feed in listed_feeds(settings).values() if everything or feed.enabled)
    if file is None:
        sys.stdout.buffer.write(opml)
        return
    try:
        file.write_bytes(opml)
    except OSError as error:
        raise ConfigError(str(file), f"cannot be written: {error.strerror}") from error


def _mine(settings: Settings, to: Path | None) -> Path:
    """The file that grows: as told, else the first of the user's own, else one that is to be made."""
    return to or (settings.sources[0] if settings.sources else Path("sources.toml"))


def _with_mine(settings: Settings, mine: Path) -> dict[str, Feed]:
    """All sources, those of the file that is to grow among them, named by the settings or not."""
    shipped = [SHIPPED] if settings.shipped_sources else []
    listed = [path for path in settings.sources if path != mine]
    return read_sources([*shipped, *listed, *([mine] if mine.exists() else [])])


def _check(feed: Feed) -> None:
    """ConfigError for what is no source that we could read again."""
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "sources.toml"
        add_to(draft, [feed])
        try:
            read_sources([draft])
        except ConfigError as error:
            problem = error.problem.removeprefix(f"[{feed.key}] ")
            remedy = "on your own network? add --local" if "local = true" in error.remedy else error.remedy
            raise ConfigError(feed.urls[0], problem, remedy) from error


def _append(mine: Path, feeds: Sequence[Feed]) -> None:
    if not feeds:
        return
    try:
        add_to(mine, feeds)
    except OSError as error:
        raise ConfigError(str(mine), f"cannot be written: {error.strerror}") from error


def _say_where(settings: Settings, mine: Path, added: Iterable[Feed]) -> None:
    keys = [feed.key for feed in added]
    print_lines([(f"{counted(len(keys), 'source')} added to {mine}", "")])
    if not keys:
        return
    named = mine.resolve() in [path.resolve() for path in settings.sources]
    if not named:
        print_lines([(f'to poll them: sources = ["{mine}"] in chipwatch.toml, or --sources {mine}', "")])
    shown = " ".join(keys[:3])
    print_lines([(f"to try them:  chipwatch feeds check {shown}{'' if named else f' --sources {mine}'}", "")])


def _say_what_not(*, known: int, refused: int) -> None:
    if known:
        out.print(f"{counted(known, 'feed')} known already")
    if refused:
        out.print(f"{counted(refused, 'feed')} left out, see above")
