"""Where the sealed parts of a provided certificate stand: what is sealed at one place opens at no other."""

from uuid import UUID


def title(certificate_id: UUID) -> str:
    """The place of its title."""
    return f"certificates.provided:{certificate_id}"


def key(certificate_id: UUID) -> str:
    """The place of its document's key."""
    return f"certificates.provided.key:{certificate_id}"
