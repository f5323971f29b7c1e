"""Pages under a player or around pictures, with a sentence or two of text."""

from __future__ import annotations

from extractors.pages.signs import Signs
from extractors.pages.walls import elements, first, words
from records.news import Verdict

#: Characters: more is an article with a film in it, by the page's own type or by its title and a player.
_BY_TYPE, _BY_PLAYER, _BY_PICTURES = 700, 400, 500
#: Pictures that make a gallery.
_PICTURES = 4

Found = tuple[Verdict, str] | None


def video(signs: Signs) -> Found:
    """One or two sentences under a film."""
    kinds = {kind for kind in signs.kinds if kind in ("VideoObject", "video") or kind.startswith("video.")}
    return _by_type(signs, Verdict.VIDEO, kinds) or _by_player(signs, Verdict.VIDEO, "film", bool(kinds))


def audio(signs: Signs) -> Found:
    """One or two sentences under an episode."""
    kinds = signs.kinds & {"PodcastEpisode", "RadioEpisode", "AudioObject", "music.radio_station"}
    return _by_type(signs, Verdict.AUDIO, kinds) or _by_player(signs, Verdict.AUDIO, "sound", bool(kinds))


def gallery(signs: Signs) -> Found:
    """Pictures with captions and a line above them."""
    found = _by_type(signs, Verdict.GALLERY, signs.kinds & {"ImageGallery", "MediaGallery"})
    if found or len(signs.text) >= _BY_PICTURES or not _is_named(signs, "pictures"):
        return found
    pictures = signs.count(elements("picture"))
    why = f"{pictures} pictures and {len(signs.text)} characters"
    return (Verdict.GALLERY, why) if pictures >= _PICTURES else None


def _by_type(signs: Signs, verdict: Verdict, kinds: set[str] | frozenset[str]) -> Found:
    if not kinds or signs.is_article or len(signs.text) >= _BY_TYPE:
        return None
    return verdict, f"type {min(kinds)}"


def _by_player(signs: Signs, verdict: Verdict, what: str, typed: bool) -> Found:
    """A player under a title, at an address or beside a type that names what it plays."""
    if len(signs.text) >= _BY_PLAYER or not (typed or _is_named(signs, what)):
        return None
    size = len(signs.text)
    return (verdict, f"a {what} player and {size} characters") if signs.count(elements(what)) else None


def _is_named(signs: Signs, what: str) -> bool:
    return bool(first(words(what), signs.titles) or words(f"{what}_address").search(signs.path))
