"""What an amount is for: capex, fine, revenue, price … by the nearest telling word in its sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.document import Document
from extractors.recognisers.ranges import Linked
from records.facts import Amount, AmountKind

_MONEY, _PERCENT, _QUANTITY = AmountKind.MONEY, AmountKind.PERCENT, AmountKind.QUANTITY

#: Role → the kinds it fits, and the words that tell it, as patterns over plain lower-case text.
_ROLES: tuple[tuple[str, tuple[AmountKind, ...], str], ...] = (
    ("capex", (_MONEY,), r"spes\w+ (?:in conto capitale|di capitale|per investimenti)|capital (?:expenditures?|spending|outlays?)|capex|gastos? de capital|inversi\w+ de capital"),
    ("fine", (_MONEY,), r"mult[ae]\b|sanzione (?:pecuniaria|civile|amministrativa|record)|\bfine[sd]?\b|penalt\w+|settle\w*|patteggi\w+|sanción|multad\w+"),
    ("charge", (_MONEY,), r"oner[ei]\b|svalutazion\w+|write-?downs?|charges?\b|impairment|cargos?\b|deterioro|costi straordinari|provision\w*"),
    ("revenue", (_MONEY, _PERCENT), r"ricav\w+|fatturato|vendite|giro d'affari|revenues?|sales|turnover|ingresos|ventas|facturaci\w+"),
    ("profit", (_MONEY, _PERCENT), r"util[ei]\b|profitt\w+|guadagn[io]\b|profits?|earnings|net income|beneficios?|ganancias"),
    ("loss", (_MONEY,), r"perdit[ae]|\bloss(?:es)?\b|pérdidas?|mancati ricavi|lost"),
    ("price", (_MONEY,), r"prezz[oi]|cost[aio]\b|costano|l'uno|ciascun\w|a pezzo|per unità|prices?|priced|each|apiece|per unit|costs?\b|precios?|cuestan?|cada un[oa]"),
    ("share_price", (_MONEY,), r"titolo|azion[ei]|pre-?market|dopo borsa|in chiusura|shares?|stock|closed at|acciones|por acción"),
    ("market_cap", (_MONEY,), r"capitalizzazion\w+|valore di mercato|market (?:cap\w*|value)|capitalizaci\w+|valor de mercado|valutazion\w+|valuation|valoraci\w+"),
    ("funding", (_MONEY,), r"raccolt[oa]|finanziament\w+|round|fundraising|raised|funding|financiaci\w+|recaud\w+|ipo\b|quotazion\w+"),
    ("subsidy", (_MONEY,), r"sussid\w+|sovvenzion\w+|incentiv\w+|subsid\w+|grants?\b|subvenci\w+|ayudas? públic\w+"),
    ("investment", (_MONEY,), r"invest\w+|inversi\w+|invertir\w*|invertid\w+|stanzia\w+"),
    ("order", (_MONEY, _QUANTITY), r"ordin[ei]\b|ordinat\w+|orders?\b|ordered|pedidos?|encarg\w+"),
    ("deal", (_MONEY,), r"acquisi\w+|acquist\w+|accordo|contratt\w+|acquire\w*|deal|contract|purchase\w*|compr[aóo]\w*|adquisici\w+|acuerdo|contrato"),
    ("smuggled", (_MONEY, _QUANTITY), r"contrabband\w+|smuggl\w+|contraband\w+|sequestr\w+|seized|incautad\w+"),
    ("tariff", (_PERCENT,), r"daz[io]\w*|tariff\w*|arancel\w*|dut(?:y|ies)|prelievo|levy"),
    ("revenue_share", (_PERCENT,), r"quota dei ricavi|of (?:the )?(?:revenue|sales) (?:from|to)|percentuale (?:dei ricavi|delle vendite)|dei ricavi|of its revenue"),
    ("market_share", (_PERCENT,), r"quot[ae] di mercato|market share|share of the|cuota de mercado"),
    ("market_move", (_PERCENT,), r"titol[oi]|azion[ei]|borsa|seduta|pre-?market|shares?|stocks?|indice|index|nasdaq|acciones|bolsa|sesión"),
    ("growth", (_PERCENT,), r"cresc\w+|aument\w+|rialz\w+|incremento|grew|growth|rose|rise|increase\w*|jump\w+|creci\w+|subi\w+"),
    ("decline", (_PERCENT,), r"cal[oa]\w*|scend\w+|sces[oa]|riduzion\w+|ridott\w+|fell|fall\w*|drop\w*|decline\w*|cay[óe]\w*|caída|descen\w+|reduc\w+"),
    ("quota", (_QUANTITY, _PERCENT), r"quot[ae]|tett[oi]\b|limit[ei]|caps?\b|quotas?|tope|cupos?"),
    ("shipment", (_QUANTITY,), r"spedi\w+|consegn\w+|forni\w+|vendut\w+|venderà|shipments?|ship\w*|deliver\w+|sold|sell\w*|enví\w+|envi\w+|entreg\w+|vend\w+|import\w+|esport\w+|export\w+"),
    ("production", (_QUANTITY,), r"produ\w+|fabbric\w+|capacità|capacity|output|manufactur\w+|fabric\w+|capacidad|al mese|a month|al mes"),
    ("deployment", (_QUANTITY,), r"install\w+|caricat\w+|dotat\w+|collegat\w+|connected|cluster|deploy\w+|equipp\w+|instal\w+|conectad\w+|data center|centr\w+ dati"),
    ("process", (_QUANTITY,), r"$^"),
)  # fmt: skip
_PATTERNS = tuple(
    (role, kinds, re.compile(rf"(?<!\w)(?:{words})(?!\w)" if words != "$^" else words, re.IGNORECASE))
    for role, kinds, words in _ROLES
)
#: Words count at most so many characters from the amount, and those before it count as nearer.
_REACH = 90
_BEHIND_COSTS = 12
_MEASURES = {
    "nm": "process",
    "MW": "power",
    "GW": "power",
    "kW": "power",
    "GB": "memory",
    "TB": "memory",
    "TB/s": "bandwidth",
    "GB/s": "bandwidth",
}


def amounts_with_roles(document: Document, linked: Sequence[Linked]) -> list[Amount]:
    """The amounts, numbered as they stand, each with its role when a word near it tells one."""
    found = []
    for number, one in enumerate(linked):
        measured = one.measured
        sentence = document.sentence_at(measured.numeral.start)
        role = _role(document, measured.kind, measured.unit, measured.start, measured.end, sentence)
        if role is None and one.range_of is not None:
            role = found[one.range_of].role
        if one.converts is not None:
            role = found[one.converts].role or role
        found.append(
            Amount(
                id=number,
                kind=measured.kind,
                value=measured.value,
                unit=measured.unit,
                bound=measured.bound,
                role=role,
                surface=document.text[measured.start : measured.end],
                start=measured.start,
                end=measured.end,
                sentence=sentence,
                cue=measured.cue,
                range_of=one.range_of,
                converts=one.converts,
            )
        )
    return found


def _role(document: Document, kind: AmountKind, unit: str, start: int, end: int, sentence: int) -> str | None:
    if unit in _MEASURES:
        return _MEASURES[unit]
    floor, ceiling = document.sentences[sentence] if document.sentences else (0, 0)
    floor, ceiling = max(floor, start - _REACH), min(ceiling, end + _REACH)
    best: tuple[int, str] | None = None
    for role, kinds, pattern in _PATTERNS:
        if kind in kinds:
            for match in pattern.finditer(document.plain, floor, ceiling):
                away = start - match.end() if match.end() <= start else match.start() - end + _BEHIND_COSTS
                if best is None or away < best[0]:
                    best = away, role
    return best[1] if best else None
