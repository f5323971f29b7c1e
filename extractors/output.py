"""A reading as the JSON that `chipwatch extract` prints: design's stable format, by which accuracy is
measured.
"""

from __future__ import annotations

from typing import Any

from records.facts import Amount, Attribution, DateMention, Mention, Quote, Reading


def as_json(reading: Reading, source: str, *, text: str | None = None) -> dict[str, Any]:
    """One JSON-able object. `claims` and `events` are empty until the extractors that find them exist.

    `text`, when given, is added: the very string that all offsets point into.
    """
    relevance = reading.relevance
    shown: dict[str, Any] = {
        "source": source,
        "language": reading.language,
        "text_sha256": reading.text_sha256,
        "extractor_version": reading.extractor_version,
        "relevance": {
            "on_topic": relevance.on_topic,
            "score": relevance.score,
            "topics": list(relevance.topics),
            "why": list(relevance.why),
        },
        "mentions": [_mention(mention) for mention in reading.mentions],
        "candidates": [_mention(mention) for mention in reading.candidates],
        "amounts": [_amount(amount) for amount in reading.amounts],
        "attributions": [_attribution(attribution) for attribution in reading.attributions],
        "quotes": [_quote(quote) for quote in reading.quotes],
        "dates": [_date(date) for date in reading.date_mentions],
        "claims": [],
        "events": [],
    }
    return shown if text is None else {**shown, "text": text}


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "id": mention.id,
        "type": mention.type,
        "entity_id": mention.entity_id,
        "name": mention.name,
        "surface": mention.surface,
        "start": mention.start,
        "end": mention.end,
        "sentence": mention.sentence,
        "confidence": mention.confidence,
        "cue": mention.cue,
    }


def _amount(amount: Amount) -> dict[str, Any]:
    return {
        "id": amount.id,
        "kind": amount.kind,
        "value": int(amount.value) if amount.value.is_integer() else amount.value,
        "unit": amount.unit,
        "bound": amount.bound,
        "role": amount.role,
        "surface": amount.surface,
        "start": amount.start,
        "end": amount.end,
        "sentence": amount.sentence,
        "cue": amount.cue,
        "range_of": amount.range_of,
        "converts": amount.converts,
    }


def _attribution(attribution: Attribution) -> dict[str, Any]:
    return {
        "source": attribution.source,
        "type": attribution.type,
        "entity_id": attribution.entity_id,
        "surface": attribution.surface,
        "start": attribution.start,
        "end": attribution.end,
        "sentence": attribution.sentence,
        "cue": attribution.cue,
    }


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "id": quote.id,
        "kind": quote.kind,
        "speaker": quote.speaker,
        "speaker_type": quote.speaker_type,
        "speaker_entity_id": quote.speaker_entity_id,
        "role": quote.role,
        "speaker_surface": quote.speaker_surface,
        "speaker_start": quote.speaker_start,
        "speaker_end": quote.speaker_end,
        "relay": list(quote.relay),
        "surface": quote.surface,
        "start": quote.start,
        "end": quote.end,
        "sentence": quote.sentence,
        "cue": quote.cue,
    }


def _date(date: DateMention) -> dict[str, Any]:
    return {
        "id": date.id,
        "value": date.value,
        "until": date.until,
        "relative": date.relative,
        "surface": date.surface,
        "start": date.start,
        "end": date.end,
        "sentence": date.sentence,
        "cue": date.cue,
    }
