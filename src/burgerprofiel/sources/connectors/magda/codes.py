"""What MAGDA's exception codes mean for a citizen: one table (contracts/mbp.md §7.1).

A code that is not here is treated by its type: FOUT = the source is unavailable now, anything else is a remark.
"""

from enum import Enum


class Meaning(Enum):
    """What a code does to the answer."""

    NO_DATA = "the source holds nothing about this person"
    NOT_ALLOWED = "we may not ask this"
    OVERLOADED = "too many requests at once: try again later"
    UNAVAILABLE = "the source, or the way to it, is broken"
    REGISTER_FIRST = "the person must be registered with MAGDA before asking"
    NEW_NUMBER = "the person got a new national number"
    REMARK = "data, with something to say about it"


MEANINGS: dict[str, Meaning] = {
    **dict.fromkeys(("30001", "30003", "30016", "30101", "40000", "40046", "45008"), Meaning.NO_DATA),
    **dict.fromkeys(("40006", "15021"), Meaning.NOT_ALLOWED),
    **dict.fromkeys(("99995", "99996", "20110"), Meaning.OVERLOADED),
    **dict.fromkeys(
        (
            "20002", "30032", "60000", "60006", "60007", "60009", "60011", "60013",
            "90000", "99984", "99986", "99994", "99997", "445810",
        ),
        Meaning.UNAVAILABLE,
    ),
    "13202": Meaning.REGISTER_FIRST,
    "30004": Meaning.NEW_NUMBER,
    **dict.fromkeys(("30040", "30042", "70001", "45707", "45710"), Meaning.REMARK),
}  # fmt: skip


_NO_DATA_IN_OTHER_WORDS = {("60000", "BR_LKA0001")}
"""A source's own way to say it: MAGDA-Mock's "not found" of the learning credit is a broken business rule."""


def meaning(code: str, kind: str, diagnosis: str, circumstance: str = "") -> Meaning:
    """Return what an exception means; 40000 is also used for a wrong question, which its diagnosis tells."""
    if (code, circumstance) in _NO_DATA_IN_OTHER_WORDS:
        return Meaning.NO_DATA
    if code == "40000" and "geen gegevens" not in diagnosis.lower():
        return Meaning.UNAVAILABLE
    return MEANINGS.get(code, Meaning.UNAVAILABLE if kind == "FOUT" else Meaning.REMARK)
