"""Where the sealed things of a citizen belong: elsewhere they do not open."""

from uuid import UUID


def key_place(citizen_id: UUID) -> bytes:
    """Where a sealed data key belongs."""
    return b"people_citizen_key.sealed:" + citizen_id.bytes


def number_place(citizen_id: UUID) -> bytes:
    """Where a sealed national number belongs."""
    return b"people_citizen.national_number:" + citizen_id.bytes
