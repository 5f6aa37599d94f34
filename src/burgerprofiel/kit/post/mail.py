"""E-mail over SMTP: one addressee, `Message-ID` from our own id so that a second delivery is recognised.

Outside the demo always encrypted: `smtps://` from the first byte, `smtp://` with STARTTLS before anything is said.
"""

from __future__ import annotations

import smtplib
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend

from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.post import DEADLINE, Message, NotSentError, letter


def offered() -> bool:
    """Whether a mail server is configured."""
    return bool(settings.CONFIG.smtp_url)


def send(message: Message) -> None:
    """Hand a letter to the mail server. Raises NotSentError."""
    sender = settings.CONFIG.mail_sender
    try:
        whole = letter.made(message, sender, settings.CONFIG.brand_product).as_bytes()
    except ValueError as error:
        raise NotSentError("the letter cannot be put together", again=False) from error
    let_go()
    try:
        _hand_over(_server(), sender, message.to, whole)
    except smtplib.SMTPResponseException as error:
        raise NotSentError(f"the mail server answered {error.smtp_code}", again=error.smtp_code < 500) from error
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _text in error.recipients.values()]
        raise NotSentError(f"the mail server answered {codes}", again=all(code < 500 for code in codes)) from error
    except (OSError, ValueError) as error:
        raise NotSentError(type(error).__name__, again=isinstance(error, OSError)) from error


def _hand_over(server: EmailBackend, sender: str, to: str, whole: bytes) -> None:
    server.open()
    try:
        server.connection.sendmail(sender, [to], whole)
    finally:
        server.close()


def _server() -> EmailBackend:
    where = urlsplit(settings.CONFIG.smtp_url)
    at_once = where.scheme == "smtps"
    name = unquote(where.username or "")
    return EmailBackend(
        host=where.hostname or "localhost",
        port=where.port or (465 if at_once else 587),
        username=name,
        password=settings.CONFIG.secret("smtp_password", at_least=8).decode() if name else "",
        use_ssl=at_once,
        use_tls=not at_once and not settings.CONFIG.demo,
        timeout=DEADLINE,
    )
