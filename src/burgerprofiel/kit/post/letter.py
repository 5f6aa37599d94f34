"""How an e-mail is put together (RFC 5322, 2045, 2046 §5.1.4): the words as text first, the same with a look after it.

Whatever a subject or a header was given, it stays one line: nobody adds a header or an addressee with it. A national
number goes out in no part of it; what somebody attached is their own choice.
"""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from burgerprofiel.kit import clock
from burgerprofiel.kit.post import Message
from burgerprofiel.kit.ssin import without_numbers

HEADERS = frozenset(
    {"List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "Feedback-ID", "In-Reply-To", "References"},
)
"""What a letter may say beside its own; none of them says who gets it."""


class _Policy(policy.EmailPolicy):
    """Addresses of the web are never broken in two nor encoded, whatever their length: programs read them.

    A subject with accents is encoded whole: Python's own folding moves the blanks between what it encodes and what not.
    """

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return a header as it stands in the letter."""
        if name in HEADERS:
            return f"{name}: {value}\r\n".encode()
        if name == "Subject" and not (value.isascii() and len(value) < _SHORT):
            return f"{name}: {_encoded(value)}\r\n".encode()
        return super().fold_binary(name, value)


def _encoded(text: str) -> str:
    """Return a text as encoded words (RFC 2047 §2), a line each: the blanks between two of these are not read."""
    words, word = list[str](), b""
    for each in text:
        letter = each.encode("utf-8", "replace")
        if len(word) + len(letter) > _OF_A_WORD:
            words.append(b64encode(word).decode())
            word = b""
        word += letter
    return "\r\n ".join(f"=?utf-8?b?{each}?=" for each in [*words, b64encode(word).decode()])


_POLICY = _Policy(linesep="\r\n", cte_type="7bit", max_line_length=76)
_ATOMS = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_ADDRESS = re.compile(rf"{_ATOMS}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
_SHORT = 66
"""Characters of a subject that fit on its line."""
_OF_A_WORD = 42
"""Bytes of an encoded word, which has 75 characters at most: the first one shares its line with the header's name."""
_LONGEST = 200
"""Characters of a subject."""


def made(message: Message, sender: str, sender_name: str, at: datetime | None = None) -> EmailMessage:
    """Put an e-mail together; `at`: when it is dated, else now.

    Raises ValueError for an address that is none, or a header that a letter may not say.
    """
    letter = EmailMessage(policy=_POLICY)
    letter["Message-ID"] = f"<{_id(message.id)}@{sender.rpartition('@')[2]}>"
    letter["Date"] = format_datetime((at or clock.now()).astimezone(clock.BRUSSELS))
    letter["From"] = Address(one_line(sender_name), addr_spec=sender)
    letter["To"] = Address(addr_spec=address(message.to))
    letter["Subject"] = one_line(without_numbers(message.subject))[:_LONGEST].rstrip()
    letter["Auto-Submitted"] = "auto-generated"
    for name, value in message.headers.items():
        if name not in HEADERS:
            raise ValueError("A letter does not say this header.")
        letter[name] = one_line(value.encode("ascii", "replace").decode())
    _fill(letter, message)
    if message.language:
        letter["Content-Language"] = one_line(message.language)
    return letter


def one_line(text: str) -> str:
    """Return a text on one line: what breaks lines, steers a terminal or turns the direction becomes a blank."""
    return " ".join("".join(" " if unicodedata.category(each)[0] in "CZ" else each for each in text).split())


def address(text: str) -> str:
    """Return an address if it is one and no more than one. Raises ValueError."""
    if not _ADDRESS.fullmatch(text):
        raise ValueError("This is not an e-mail address.")
    return text


def _id(text: str) -> str:
    """The part of a Message-ID before its `@`: our own ids are letters, digits and dots."""
    return re.sub(r"[^A-Za-z0-9._-]", "", text)


def _fill(letter: EmailMessage, message: Message) -> None:
    letter.set_content(without_numbers(message.text), cte="quoted-printable")
    if message.html:
        letter.add_alternative(without_numbers(message.html), subtype="html", cte="quoted-printable")
    for each in message.attachments:
        letter.add_attachment(each.content, "application", "pdf", filename=one_line(each.file_name))
