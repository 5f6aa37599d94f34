"""Where the sealed things of a profile belong: elsewhere they do not open."""

from uuid import UUID

CALL_NAME = "people_profile.call_name"
GIVEN_NAME = "people_profile.given_name"
LANGUAGE = "people_profile.language"
PHOTO_KEY = "people_profile.photo_key"


def contact(contact_id: UUID) -> str:
    """Where the value of a contact belongs."""
    return f"people_contact.value:{contact_id.hex}"


def proof(kind: str) -> str:
    """Where the value of a contact that is not proved yet belongs."""
    return f"people_contact_proof.value:{kind}"


def proof_name(kind: str) -> str:
    """Where the name belongs with which the letter of a code greets."""
    return f"people_contact_proof.given_name:{kind}"


def address(address_id: UUID) -> str:
    """Where a saved address belongs."""
    return f"people_saved_address.content:{address_id.hex}"
