"""Starts the room: when a register says that somebody died, their box closes (C11); what was borrowed ends with it."""

from django.apps import AppConfig


class MailboxConfig(AppConfig):
    """The room of mail."""

    name = "burgerprofiel.mailbox"

    def ready(self) -> None:
        """Listen for what is said of somebody's keys, and of where they are told."""
        from burgerprofiel.access.signals import (
            register_says_died,
            restriction_began,
            restriction_lifted,
            session_ended,
        )
        from burgerprofiel.mailbox import looked
        from burgerprofiel.mailbox.activation import news
        from burgerprofiel.mailbox.life import death
        from burgerprofiel.mailbox.own import waiting
        from burgerprofiel.people.profile.signals import first_changed
        from burgerprofiel.privacy.trail import naming

        restriction_began.connect(death.began, dispatch_uid="mailbox.death")
        register_says_died.connect(death.read, dispatch_uid="mailbox.register")
        restriction_lifted.connect(death.lifted, dispatch_uid="mailbox.mistake")
        first_changed.connect(news.moved, dispatch_uid="mailbox.moved")
        session_ended.connect(waiting.forget_session, dispatch_uid="mailbox.forget")
        naming.of_tags("mailbox.message.received", looked.senders)
