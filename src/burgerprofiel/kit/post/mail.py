"""E-mail over SMTP: one addressee, `Message-ID` from our own id so that a second delivery is recognised.

What the first mail server does not take, the second gets, if there is one.
"""

from __future__ import annotations

from django.conf import settings

from burgerprofiel.kit.post import Fault, Message, NotSentError, dkim, letter
from burgerprofiel.kit.post.providers import mail_servers
from burgerprofiel.kit.post.smtp import Line


def offered() -> bool:
    """Whether a mail server is configured."""
    return bool(settings.CONFIG.smtp_url)


def send(message: Message) -> None:
    """Hand a letter to a mail server, over a line of its own. Raises NotSentError."""
    failed = NotSentError("there is no mail server", again=False)
    for server in mail_servers():
        line = Line(server)
        try:
            hand_over(line, message)
        except NotSentError as error:
            failed = error
            if not error.again or error.fault is Fault.UNKNOWN:
                break
        else:
            return
        finally:
            line.close()
    raise failed


def hand_over(line: Line, message: Message) -> None:
    """Hand a letter over on an open line. Raises NotSentError."""
    line.send(message.return_path or settings.CONFIG.mail_sender, message.to, whole(message), message.id)


def whole(message: Message) -> bytes:
    """Return a letter as it goes over the line, signed when there is a key. Raises NotSentError."""
    config = settings.CONFIG
    try:
        made = letter.made(message, config.mail_sender, config.brand_product).as_bytes()
    except ValueError as error:
        raise NotSentError("the letter cannot be put together", again=False, code="unwritable") from error
    key = _key()
    if key is None:
        return made
    return dkim.signed(made, key, config.dkim_selector, config.mail_sender.rpartition("@")[2])


def check() -> None:
    """Look whether letters can be signed as they should be. Raises NotAKeyError, and what a missing secret raises."""
    _key()


def _key() -> dkim.Key | None:
    config = settings.CONFIG
    return dkim.read(config.secret("dkim_key")) if config.dkim_selector else None
