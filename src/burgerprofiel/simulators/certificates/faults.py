"""Trouble to order at a body that keeps certificates, switchable while it runs."""

from __future__ import annotations

import msgspec

from burgerprofiel.simulators.trouble import Trouble


class Mode(Trouble):
    """What it does instead of answering as it should."""

    FINE = "fine", "Answers."
    MANY = "many", "120 certificates, on several pages."
    EXTRA = "extra", "Fields that the contract does not know."
    EMPTY = "empty", "Nothing of anybody: an empty collection."
    DOWN = "down", "HTTP 503 at once."
    REFUSES = "refuses", "HTTP 403: it does not let us in."
    LOCKED = "locked", "Its sign-in service does not know us."
    FORGETS = "forgets", "It forgot every token that it gave."
    GONE = "gone", "HTTP 404 for a list, which the contract forbids."
    SLOW = "slow", "A byte now and then."
    NO_JSON = "no_json", "An HTML page of a proxy, as JSON."
    WRONG_SHAPE = "wrong_shape", "JSON of another shape."
    HUGE = "huge", "Bytes without end."
    ENDLESS = "endless", "Always one more page."
    ROUND = "round", "A next page that is this one."
    NEXT_ELSEWHERE = "next_elsewhere", "A next page at another host."
    DOCUMENT_ELSEWHERE = "document_elsewhere", "A document at another host."
    DETAIL_ONLY = "detail_only", "Only the detail says where the document lies."
    OTHER_DETAIL = "other_detail", "The detail is of another certificate."
    NO_DOCUMENT = "no_document", "HTTP 404 for a document."
    NO_PDF = "no_pdf", "A document that says it is a PDF, and is not."
    ACTIVE_PDF = "active_pdf", "A PDF that runs a program."
    HUGE_PDF = "huge_pdf", "A PDF without end."


class Behaviour(msgspec.Struct, forbid_unknown_fields=True):
    """How a body behaves; `milliseconds` passes before every answer."""

    mode: Mode = Mode.FINE
    milliseconds: int = 60
