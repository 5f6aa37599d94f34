"""Who may give a mandate and accept one, and for how long: adults, not oneself, at most five years (decision 0016).

A parent represents a minor by law, not by mandate, so a minor gives none; and who acts with another's data is an adult.
What a judge or a register says (restrictions of keys) is asked by `access.mandating`, which knows it.
"""

from __future__ import annotations

from datetime import date, timedelta

from burgerprofiel.kit import clock
from burgerprofiel.kit.age import ages, birth_in
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.people.mandates.mandate import Terms
from burgerprofiel.people.mandates.scopes import SCOPES
from burgerprofiel.people.queries import ssin_of

ADULT = 18
LONGEST_YEARS = 5
OPEN_FOR = timedelta(days=14)
"""How long an invitation can be accepted."""
MOST = 50
"""How many mandates of one citizen may be open at the same time."""
MOST_IN_A_DAY = 100
"""How many one gives in a day and night, those that ended too: nobody fills another's list with them."""


class NotPossibleError(Exception):
    """This cannot be done with the mandate now. `reason` is stable: pages say it in words."""

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason


def years_later(day: date, years: int) -> date:
    """Return the same day some years on; 28 February for who begins on the 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def check_adult(citizen_id: CitizenId) -> None:
    """Raise NotPossibleError unless somebody is certainly of age today. One SQL statement."""
    if ages(birth_in(ssin_of(citizen_id)), clock.today()).least < ADULT:
        raise NotPossibleError("minor")


def check_terms(terms: Terms) -> None:
    """Raise NotPossibleError when they are no terms for a new mandate."""
    today = clock.today()
    if not terms.scopes or not set(terms.scopes) <= set(SCOPES):
        raise NotPossibleError("no-scope")
    if terms.begins < today or terms.begins > years_later(today, 1):
        raise NotPossibleError("begins")
    if terms.ends < terms.begins:
        raise NotPossibleError("ends-early")
    if terms.ends > years_later(terms.begins, LONGEST_YEARS):
        raise NotPossibleError("ends-late")
