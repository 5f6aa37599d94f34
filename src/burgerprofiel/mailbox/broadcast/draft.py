"""What a broadcast holds before it is sent."""

from __future__ import annotations

from uuid import UUID


def body_place(message_id: UUID) -> str:
    """Where the body of a shared message is sealed."""
    return f"mailbox.shared_message.body:{message_id}"
