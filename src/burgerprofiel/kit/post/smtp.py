"""A line to one mail server, kept open for the next letter (RFC 5321); said in it is only what a letter needs.

Outside the demo always encrypted: `smtps://` from the first byte, `smtp://` with STARTTLS before anything is said.
The server's last word, which says that it took a letter, is waited for long: who hangs up before it sends twice
(RFC 5321 §4.5.3.2.6, §6.1).
"""

from __future__ import annotations

import re
import smtplib
import ssl
import time
from contextlib import suppress
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail.utils import DNS_NAME

from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.post import DEADLINE, Fault, NotSentError, status
from burgerprofiel.kit.post.providers import Provider

LAST_WORD = 120.0
"""Seconds until a server has said that it took a letter."""
_IDLE = 20.0
"""Seconds after which we look whether a line is still open."""
_CLOSING = 421


class Line:
    """One connection, for one thread."""

    def __init__(self, server: Provider) -> None:
        """Nothing is opened before the first letter."""
        self.server = server
        self._smtp: smtplib.SMTP | None = None
        self._used = 0.0

    def send(self, sender: str, to: str, letter: bytes, envelope_id: str = "") -> None:
        """Hand over a letter, whose lines end with CRLF. Raises NotSentError.

        A line that was open already may have been hung up meanwhile: then once more, on a new one.
        """
        let_go()
        was_open = self._smtp is not None
        try:
            self._once(sender, to, letter, envelope_id)
        except NotSentError as error:
            if not was_open or error.fault is not Fault.PROVIDER:
                raise
            self._once(sender, to, letter, envelope_id)

    def _once(self, sender: str, to: str, letter: bytes, envelope_id: str) -> None:
        smtp = self._open()
        try:
            self._envelope(smtp, sender, to, envelope_id)
            self._content(smtp, letter)
        except NotSentError as error:
            self._after(error)
            raise
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise _silent(error) from error
        self._used = time.monotonic()

    def close(self) -> None:
        """Say goodbye, if anybody listens."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            with suppress(OSError, smtplib.SMTPException):
                if smtp.sock is not None:
                    smtp.sock.settimeout(1)
                smtp.quit()
            smtp.close()

    def _open(self) -> smtplib.SMTP:
        if self._smtp is not None and time.monotonic() - self._used > _IDLE:
            self._look()
        if self._smtp is None:
            try:
                self._smtp = _connected(self.server)
            except smtplib.SMTPResponseException as error:
                raise _refused("at the door", error.smtp_code, _bytes(error.smtp_error), Fault.PROVIDER) from error
            except (OSError, smtplib.SMTPException) as error:
                raise _silent(error) from error
            self._used = time.monotonic()
        return self._smtp

    def _look(self) -> None:
        """A server hangs up on who is silent for long; that is no failure."""
        try:
            if self._smtp is not None and self._smtp.noop()[0] != 250:
                self.close()
        except (OSError, smtplib.SMTPException):
            self.close()

    def _envelope(self, smtp: smtplib.SMTP, sender: str, to: str, envelope_id: str) -> None:
        told = bool(envelope_id) and smtp.has_extn("dsn")
        number, said = smtp.mail(sender, ["RET=HDRS", f"ENVID={envelope_id}"] if told else [])
        if number != 250:
            raise _refused("the sender", number, said, Fault.PROVIDER)
        number, said = smtp.rcpt(to, ["NOTIFY=FAILURE"] if told else [])
        if number not in (250, 251):
            raise _refused("the recipient", number, said, Fault.RECIPIENT)
        number, said = smtp.docmd("DATA")
        if number != 354:
            raise _refused("the letter", number, said, Fault.RECIPIENT if number < 500 else Fault.LETTER)

    def _content(self, smtp: smtplib.SMTP, letter: bytes) -> None:
        smtp.send(re.sub(rb"(?m)^\.", b"..", letter).removesuffix(b"\r\n") + b"\r\n.\r\n")
        if smtp.sock is not None:
            smtp.sock.settimeout(LAST_WORD)
        try:
            number, said = smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            kind = type(error).__name__
            raise NotSentError(f"no last word: {kind}", again=True, fault=Fault.UNKNOWN) from error
        if smtp.sock is not None:
            smtp.sock.settimeout(DEADLINE)
        if number != 250:
            raise _refused("the letter", number, said, Fault.RECIPIENT if number < 500 else Fault.LETTER)

    def _after(self, error: NotSentError) -> None:
        """Clear the table after a refusal, or leave when the server closes."""
        self._used = time.monotonic()
        if self._smtp is None:
            return
        if error.fault is Fault.PROVIDER:
            self.close()
            return
        try:
            self._smtp.rset()
        except (OSError, smtplib.SMTPException):
            self.close()


def _connected(server: Provider) -> smtplib.SMTP:
    where = urlsplit(server.url)
    at_once = where.scheme == "smtps"
    host, port = where.hostname or "localhost", where.port or (465 if at_once else 587)
    us = str(DNS_NAME)
    if at_once:
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(host, port, us, timeout=DEADLINE, context=ssl.create_default_context())
    else:
        smtp = smtplib.SMTP(host, port, us, timeout=DEADLINE)
    try:
        if not at_once and not settings.CONFIG.demo:
            smtp.starttls(context=ssl.create_default_context())
        smtp.ehlo_or_helo_if_needed()
        if where.username:
            password = settings.CONFIG.secret(server.secret, at_least=8).decode()
            smtp.login(unquote(where.username), password)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _refused(what: str, number: int, said: bytes, fault: Fault) -> NotSentError:
    code = status.code(number, said)
    if number == _CLOSING:
        fault = Fault.PROVIDER
    again = number < 500 or fault is Fault.PROVIDER
    return NotSentError(f"the mail server answered {number} to {what}", again=again, fault=fault, code=code)


def _silent(error: Exception) -> NotSentError:
    """What was not said to the end was not taken."""
    return NotSentError(type(error).__name__, again=True, fault=Fault.PROVIDER)


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode(errors="replace")
