"""Whether a page is an article, and if not, what it is and by what sign."""

from __future__ import annotations

import re
from dataclasses import dataclass

from records.news import Removed, Verdict

#: Characters of body text. Bot checks, errors and cookie walls say less than the first;
#: a teaser rarely says more than the second; a video page's text is shorter than the third.
_FEW, _TEASER, _VIDEO_TEXT = 1_200, 1_800, 700
#: Less than this is no article at all.
_NOTHING = 120

_CHALLENGE = re.compile(
    r"just a moment\b|attention required|access denied|are you (?:a robot|human)|verify(?:ing)? (?:that )?you are (?:a )?human"
    r"|pardon our interruption|robot or human|ddos-guard|checking your browser|human verification|security check"
    r"|non sei un robot|sei un umano|verifica di sicurezza|un momento\.\.\.|verifica que eres humano|no eres un robot",
    re.IGNORECASE,
)
_CHALLENGE_MARKUP = re.compile(
    r"cf-chl|/cdn-cgi/challenge-platform/h/|_incapsula_resource|px-captcha|captcha-delivery\.com|sgcaptcha"
    r"|g-recaptcha|h-captcha|cf-turnstile|awswafcaptcha|akam-sw",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"\b(?:404|410|500|502|503)\b|not found|page (?:is )?(?:no longer|unavailable|not available|doesn.t exist)|error\b"
    r"|pagina (?:non (?:trovata|esiste|disponibile)|inesistente)|non trovat[ao]|si è verificato un errore"
    r"|p[aá]gina no (?:encontrada|existe|disponible)|no se (?:ha )?encontr[aó]|seite nicht gefunden|page introuvable",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"cookie|consent|consenso|tracciamento|trattamento dei dati|rastreo|datos personales|privacy|partner(?:s)?\b|accett|acept",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"subscribe (?:now |today )?to (?:read|continue|keep)|(?:to|continue) reading|already a subscriber|subscribers? only"
    r"|exclusive(?:ly)? (?:for|to) subscribers|log ?in to (?:read|continue)|create (?:a )?free account"
    r"|riservat[oaie] agli abbonati|abbonati (?:per|e) (?:leggere|continu)|sei già abbonato|contenuto (?:per|riservato)"
    r"|continua a leggere (?:con|abbon)|per continuare a leggere"
    r"|solo para suscriptores|suscr[ií]bete para|ya eres suscriptor|contenido exclusivo|para seguir leyendo",
    re.IGNORECASE,
)
_LIVE_URL = re.compile(r"/live(?:-?blog)?(?:/|-updates)|/diretta[/-]|/en-directo|/live-news", re.IGNORECASE)
_ARTICLE_KIND = re.compile(r"Article$|BlogPosting$|^Report$|^article$|LiveBlogPosting")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """All that speaks for one verdict or the other."""

    status: int
    url: str
    title: str
    text: str
    #: All text of the page, also outside the article, at most a few thousand characters.
    around: str
    html: str
    #: Type by JSON-LD or OpenGraph.
    kind: str
    dated: bool
    free: bool | None
    removed: tuple[Removed, ...]
    #: Headings or list items of the page that are links, in and out of the container.
    linked_lines: int = 0


def judge(signs: Signs) -> tuple[Verdict, str]:
    """The verdict with its reason, "" for an article."""
    size = len(signs.text)
    if size < _FEW:
        for found in (_challenge(signs), _error(signs), _cookie_wall(signs)):
            if found:
                return found
    if signs.status >= 400:
        return Verdict.ERROR_PAGE, f"HTTP {signs.status}"
    if signs.kind == "LiveBlogPosting":
        return Verdict.LIVE_BLOG, "JSON-LD says LiveBlogPosting"
    for found in (_paywall(signs), _video(signs), _index(signs)):
        if found:
            return found
    if size < _NOTHING:
        return Verdict.EMPTY, f"{size} characters of text"
    return Verdict.ARTICLE, ""


def _challenge(signs: Signs) -> tuple[Verdict, str] | None:
    said = _CHALLENGE.search(signs.title) or (len(signs.around) < _FEW and _CHALLENGE.search(signs.around))
    built = _CHALLENGE_MARKUP.search(signs.html) if len(signs.around) < _FEW else None
    sign = said or (built if not _ARTICLE_KIND.search(signs.kind) else None)
    return (Verdict.CHALLENGE, f"says {sign[0]!r}") if sign else None


def _error(signs: Signs) -> tuple[Verdict, str] | None:
    sign = _ERROR.search(signs.title)
    if not sign or signs.dated or len(signs.text) > _TEASER // 2:
        return None
    return Verdict.ERROR_PAGE, f"titled {signs.title[:80]!r}"


def _cookie_wall(signs: Signs) -> tuple[Verdict, str] | None:
    said = _CONSENT.findall(signs.around)
    if len(said) < 4 or len(said) * 150 < len(signs.around) or signs.dated:
        return None
    return Verdict.COOKIE_WALL, f"{len(said)} words of consent in {len(signs.around)} characters"


def _paywall(signs: Signs) -> tuple[Verdict, str] | None:
    if len(signs.text) >= _TEASER:
        return None
    walled = any(removed.reason == "paywall" for removed in signs.removed)
    prompt = _WALL.search(signs.around)
    if signs.free is False and (walled or prompt or len(signs.text) < _TEASER // 2):
        return Verdict.PAYWALL, f"not free by its own word, {len(signs.text)} characters shown"
    if prompt and (walled or signs.text.rstrip().endswith(("…", "...", "[…]"))) and signs.free is not True:
        return Verdict.PAYWALL, f"says {prompt[0]!r}"
    return None


def _video(signs: Signs) -> tuple[Verdict, str] | None:
    if signs.kind != "VideoObject" and not signs.kind.startswith("video"):
        return None
    return (Verdict.VIDEO, f"type {signs.kind}") if len(signs.text) < _VIDEO_TEXT else None


def _index(signs: Signs) -> tuple[Verdict, str] | None:
    if signs.kind in ("CollectionPage", "ItemList", "SearchResultsPage"):
        return Verdict.INDEX, f"type {signs.kind}"
    if signs.dated or _ARTICLE_KIND.search(signs.kind) or signs.linked_lines < 15:
        return None
    if len(signs.text) < 60 * signs.linked_lines:
        return Verdict.INDEX, f"{signs.linked_lines} linked headlines, no date"
    return None
