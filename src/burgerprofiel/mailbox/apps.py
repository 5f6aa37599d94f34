"""Starts the room: when a register says that somebody died, their box closes (C11)."""

from django.apps import AppConfig


class MailboxConfig(AppConfig):
    """The room of mail."""

    name = "burgerprofiel.mailbox"

    def ready(self) -> None:
        """Listen for what is said of somebody's keys."""
        from burgerprofiel.access.signals import register_says_died, restriction_began, restriction_lifted
        from burgerprofiel.mailbox.life import death

        restriction_began.connect(death.began, dispatch_uid="mailbox.death")
        register_says_died.connect(death.read, dispatch_uid="mailbox.register")
        restriction_lifted.connect(death.lifted, dispatch_uid="mailbox.mistake")
