"""What pages say that stand before an article: bot checks, errors, cookie walls, paywalls, live tickers."""

from __future__ import annotations

import re

CHALLENGE = re.compile(
    r"just a moment\b|attention required|access denied|are you (?:a robot|human)"
    r"|verify(?:ing)? (?:that )?you are (?:a )?human|pardon our interruption|robot or human"
    r"|ddos[- ](?:guard|protection)|checking if the site connection"
    r"|checking your browser|human verification|security check|non sei un robot|sei un umano"
    r"|verifica di sicurezza|di essere una persona|un momento\.\.\.|verifica que eres humano"
    r"|no eres un robot",
    re.IGNORECASE,
)
#: Scripts of the vendors of bot checks, where the page holds nothing else.
CHALLENGE_MARKUP = re.compile(
    r"cf-chl|_chl_opt|/cdn-cgi/challenge-platform/h/|_incapsula_resource|px-captcha|captcha-delivery\.com|sgcaptcha"
    r"|g-recaptcha|h-captcha|cf-turnstile|awswafcaptcha",
    re.IGNORECASE,
)
ERROR = re.compile(
    r"\b(?:404|410|500|502|503)\b|not found"
    r"|page (?:is )?(?:no longer|unavailable|not available|doesn.t exist)"
    r"|^error\b|pagina (?:non (?:trovata|esiste|disponibile)|inesistente)|non trovat[ao]"
    r"|si è verificato un errore"
    r"|p[aá]gina no (?:encontrada|existe|disponible)|no se (?:ha )?encontr[aó]|seite nicht gefunden"
    r"|page introuvable",
    re.IGNORECASE,
)
CONSENT = re.compile(
    r"cookie|consent|consenso|tracciamento|trattamento dei dati|rastreo|datos personales|privacy|partners?\b"
    r"|accett|acept",
    re.IGNORECASE,
)
WALL = re.compile(
    r"subscribe (?:now |today )?to (?:read|continue|keep)|(?:to|continue) reading|already a subscriber"
    r"|subscribers? only|exclusive(?:ly)? (?:for|to) subscribers|log ?in to (?:read|continue)"
    r"|create (?:a )?free account|riservat[oaie] agli abbonati|abbonati (?:per|e) (?:leggere|continu)"
    r"|sei già abbonato|contenuto (?:per|riservato)|continua a leggere (?:con|abbon)|per continuare a leggere"
    r"|solo para suscriptores|suscr[ií]bete para|ya eres suscriptor|contenido exclusivo|para seguir leyendo",
    re.IGNORECASE,
)
#: Titles of running tickers.
LIVE = re.compile(
    r"(?:live(?: blog| updates?| coverage)?|diretta|in diretta|en directo|[uú]ltima hora)\s*[:|–—-]\s",
    re.IGNORECASE,
)
