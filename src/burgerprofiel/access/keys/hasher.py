"""Passwords are kept as argon2id (RFC 9106) with 19 MiB, two passes: OWASP's floor, light enough for many at once."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """Django's encoding with our costs; a password kept with other costs is kept anew when it is next shown."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
