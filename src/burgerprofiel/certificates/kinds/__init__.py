"""The catalogue of certificates that we make ourselves: of sources that have data but no document (D3).

What the National Register gives as a document of its own (household, residence, life …) is not made here.
"""

from burgerprofiel.certificates.kinds import (
    child_benefit,
    diplomas,
    disability,
    employment,
    enrolment,
    learning_credit,
    living_wage,
    social_status,
)
from burgerprofiel.certificates.kinds.kind import LANGUAGES, Kind

__all__ = ["KINDS", "LANGUAGES", "Kind"]

KINDS: dict[str, Kind] = {
    each.key: each
    for each in (
        diplomas.KIND,
        enrolment.KIND,
        learning_credit.KIND,
        employment.KIND,
        social_status.KIND,
        disability.KIND,
        child_benefit.KIND,
        living_wage.KIND,
    )
}
"""By key, in the order in which they are offered."""
