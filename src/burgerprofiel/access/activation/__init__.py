"""Activating digital keys without an eID: a counter establishes who somebody is, the citizen does the rest (A4).

The civil servant registers the identity (`counter`, `afterwards`), hands over a code on paper (`letter`), and a link
goes by e-mail (`access.letters.activation`). Paper and link together, within 14 days and once, let the citizen choose a
user name and a password and add their first keys (`citizen`, `progress`). Why it is so: docs/decisions/0014.
"""

from datetime import timedelta

VALID = timedelta(days=14)
"""How long the letter and the link work."""
TRIES = 5
"""After so many wrong codes a registration is over."""
KEPT = timedelta(days=365)
"""How long a counter sees what it registered."""
TIME_FOR_KEYS = timedelta(hours=1)
"""How long the citizen can add keys after choosing a password, without showing one."""
