"""Trouble to order at a body that keeps certificates, switchable while it runs."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Mode(StrEnum):
    """What it does instead of answering as it should."""

    FINE = "fine"
    MANY = "many"
    EXTRA = "extra"
    EMPTY = "empty"
    DOWN = "down"
    REFUSES = "refuses"
    LOCKED = "locked"
    FORGETS = "forgets"
    GONE = "gone"
    SLOW = "slow"
    NO_JSON = "no_json"
    WRONG_SHAPE = "wrong_shape"
    HUGE = "huge"
    ENDLESS = "endless"
    ROUND = "round"
    NEXT_ELSEWHERE = "next_elsewhere"
    DOCUMENT_ELSEWHERE = "document_elsewhere"
    DETAIL_ONLY = "detail_only"
    OTHER_DETAIL = "other_detail"
    NO_DOCUMENT = "no_document"
    NO_PDF = "no_pdf"
    ACTIVE_PDF = "active_pdf"
    HUGE_PDF = "huge_pdf"

    @property
    def story(self) -> str:
        """What it does, in a sentence."""
        return _STORIES[self]


_STORIES = {
    Mode.FINE: "Answers.",
    Mode.MANY: "120 certificates, on several pages.",
    Mode.EXTRA: "Fields that the contract does not know.",
    Mode.EMPTY: "Nothing of anybody: an empty collection.",
    Mode.DOWN: "HTTP 503 at once.",
    Mode.REFUSES: "HTTP 403: it does not let us in.",
    Mode.LOCKED: "Its sign-in service does not know us.",
    Mode.FORGETS: "It forgot every token that it gave.",
    Mode.GONE: "HTTP 404 for a list, which the contract forbids.",
    Mode.SLOW: "A byte now and then.",
    Mode.NO_JSON: "An HTML page of a proxy, as JSON.",
    Mode.WRONG_SHAPE: "JSON of another shape.",
    Mode.HUGE: "Bytes without end.",
    Mode.ENDLESS: "Always one more page.",
    Mode.ROUND: "A next page that is this one.",
    Mode.NEXT_ELSEWHERE: "A next page at another host.",
    Mode.DOCUMENT_ELSEWHERE: "A document at another host.",
    Mode.DETAIL_ONLY: "Only the detail says where the document lies.",
    Mode.OTHER_DETAIL: "The detail is of another certificate.",
    Mode.NO_DOCUMENT: "HTTP 404 for a document.",
    Mode.NO_PDF: "A document that says it is a PDF, and is not.",
    Mode.ACTIVE_PDF: "A PDF that runs a program.",
    Mode.HUGE_PDF: "A PDF without end.",
}


class Behaviour(msgspec.Struct, forbid_unknown_fields=True):
    """How a body behaves; `milliseconds` passes before every answer."""

    mode: Mode = Mode.FINE
    milliseconds: int = 60
