"""What a message may be: by its type's policy, and by the contract (contracts/ebox.md A.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from burgerprofiel.kit import clock
from burgerprofiel.kit.ssin import stands_in
from burgerprofiel.mailbox.publishing.message import FileToPublish, ToPublish
from burgerprofiel.mailbox.publishing.refusals import Flaw, RefusedError
from burgerprofiel.mailbox.senders.policy import AgainstPolicyError, Policy

LANGUAGES = ("nl", "fr", "de")
SUBJECT, FILE_NAME, VALUE, LABEL, TITLE = 400, 255, 256, 100, 400
"""Longest texts, in characters."""
BODY = 500_000
"""Longest body, in characters."""
FILES = 50
"""Most files of a message; the contract names no number for v3."""
_NUMBER = "This holds a national number: what is said here lies open and stands in e-mails. Put it in the document."


def require(policy: Policy, message: ToPublish, files: Sequence[FileToPublish]) -> None:
    """Refuse what may not be. Raises RefusedError with everything that is wrong."""
    flaws = [*_of_policy(policy, message), *_of_text(message), *_of_main(message, files), *_of_files(policy, files)]
    if flaws:
        raise RefusedError(*flaws)
    for number, file in enumerate(files):
        if file.stored.octets > policy.max_octets:
            told = f"A file of this type of message has at most {policy.max_octets} bytes."
            raise RefusedError(Flaw(f"attachments[{number}]", told, "outOfRange", "TOO_LARGE"), limit=policy.max_octets)


def _of_policy(policy: Policy, message: ToPublish) -> Iterator[Flaw]:
    try:
        policy.require(
            registered=message.registered,
            reply=message.reply_allowed,
            payment=message.payment is not None,
            business_keys=message.business.keys(),
        )
    except AgainstPolicyError as error:
        yield Flaw(error.part, str(error), "rejectedInput", error.code)


def _of_text(message: ToPublish) -> Iterator[Flaw]:
    if message.language not in LANGUAGES:
        yield Flaw("subject", "A message is in Dutch (nl), French (fr) or German (de).")
    lengths = [("subject", message.subject, SUBJECT), ("forTheAttentionOf.label", message.attention_label, LABEL)]
    lengths += [("businessDataList", value, VALUE) for several in message.business.values() for value in several]
    lengths += [("bodyContent", message.body, BODY)]
    for part, text, most in lengths:
        if len(text) > most:
            yield Flaw(part, f"This text has {len(text)} characters; at most {most} are allowed.", "outOfRange")
        if "\x00" in text:
            yield Flaw(part, "This text holds a character that no text has (U+0000).")
    for part, text in (("subject", message.subject), ("forTheAttentionOf.label", message.attention_label)):
        if stands_in(text):
            yield Flaw(part, _NUMBER, "rejectedInput")
    if not message.subject.strip():
        yield Flaw("subject", "A message has a subject.", "requiredInput")
    if message.payment and message.payment.due < clock.now():
        yield Flaw("paymentData.dueDate", "The date by which to pay has passed.", "outOfRange")


def _of_main(message: ToPublish, files: Sequence[FileToPublish]) -> Iterator[Flaw]:
    mains = message.body_is_main + sum(file.is_main for file in files)
    if mains != 1:
        told = f"Exactly one thing is the main content, the body or one attachment; here it is {mains}."
        yield Flaw("attachments", told, "exactlyOneOfExpected")
    if message.body_is_main and not message.body:
        yield Flaw("bodyContent", "The body is the main content, and there is no body.", "requiredInput")


def _of_files(policy: Policy, files: Sequence[FileToPublish]) -> Iterator[Flaw]:
    if len(files) > FILES:
        yield Flaw("attachments", f"A message has at most {FILES} files; here are {len(files)}.", "outOfRange")
    for number, file in enumerate(files[:FILES]):
        part = f"attachments[{number}]"
        if file.media_type not in policy.media_types:
            yield Flaw(part, f"A file of the type {file.media_type} is not allowed in this message.", "rejectedInput")
        if not 1 <= len(file.file_name) <= FILE_NAME:
            yield Flaw(part, f"A file has a name of at most {FILE_NAME} characters.", "outOfRange")
        if stands_in(file.file_name):
            yield Flaw(f"{part}.fileName", _NUMBER, "rejectedInput")
        if stands_in(file.title):
            yield Flaw(f"{part}.attachmentTitle", _NUMBER, "rejectedInput")
        if not file.stored.octets:
            yield Flaw(part, "This file is empty.")
        if len(file.title) > TITLE:
            yield Flaw(f"{part}.attachmentTitle", f"A title has at most {TITLE} characters.", "outOfRange")
