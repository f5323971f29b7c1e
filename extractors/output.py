"""A reading as the JSON that `chipwatch extract` prints: design's stable format, by which accuracy is
measured.
"""

from __future__ import annotations

from typing import Any

from records.facts import Amount, Attribution, Mention, Reading


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
