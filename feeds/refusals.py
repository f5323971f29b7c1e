"""What an answer other than 200 means: one table for feeds, pages and history."""

from __future__ import annotations

from feeds.challenge import challenge_in
from feeds.download import Download
from feeds.headers import first, retry_after
from records.errors import FetchError, GoneError
from records.feeds import Outcome

_BY_STATUS = {
    401: Outcome.REFUSED,
    403: Outcome.REFUSED,
    404: Outcome.NOT_FOUND,
    410: Outcome.GONE,
    429: Outcome.RATE_LIMITED,
    451: Outcome.REFUSED,
}

_WORDS = {
    Outcome.CHALLENGE: "a bot check",
    Outcome.REFUSED: "the server refuses us",
    Outcome.NOT_FOUND: "nothing at this address",
    Outcome.GONE: "gone for good",
    Outcome.RATE_LIMITED: "the host asks us to come back later",
}


def is_rate_limited(answer: Download) -> bool:
    """429, or 503 with a time: the host, not only this address, wants no visitors."""
    return answer.status == 429 or (answer.status == 503 and bool(first(answer.headers, "retry-after")))


def refusal_of(answer: Download) -> Outcome:
    """The outcome that an answer other than 200 makes."""
    if challenge_in(answer.headers, answer.body):
        return Outcome.CHALLENGE
    if is_rate_limited(answer):
        return Outcome.RATE_LIMITED
    otherwise = Outcome.SERVER_ERROR if answer.status >= 500 else Outcome.HTTP_ERROR
    return _BY_STATUS.get(answer.status, otherwise)


def words_of(answer: Download, outcome: Outcome) -> str:
    """The refusal in one line, for people."""
    words = _WORDS.get(outcome, "")
    return f"HTTP {answer.status}{': ' if words else ''}{words}"


def as_error(answer: Download) -> FetchError:
    """The refusal as an error: GoneError for 404 and 410."""
    outcome = refusal_of(answer)
    kind = GoneError if outcome in (Outcome.GONE, Outcome.NOT_FOUND) else FetchError
    return kind(answer.url, str(outcome), status=answer.status, retry_after=retry_after(answer.headers))
