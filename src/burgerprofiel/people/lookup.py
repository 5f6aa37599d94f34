"""A national number is found by its keyed hash: who has the database but not the secret can guess no number.

HMAC-SHA256, because eleven digits are few enough to try all of them against a plain hash.
"""

import hmac
from functools import lru_cache

from django.conf import settings

from burgerprofiel.kit import sealing
from burgerprofiel.kit.ssin import Ssin


@lru_cache(maxsize=1)
def _key() -> bytes:
    return sealing.derive(settings.CONFIG.secret("lookup_key"), "people lookup")


def number_hash(ssin: Ssin) -> bytes:
    """Return the 32 bytes under which this number's citizen is found."""
    return hmac.digest(_key(), ssin.digits.encode(), "sha256")
