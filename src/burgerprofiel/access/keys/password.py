"""A user name and a password: the first half of the coded keys, never a key by itself (A2).

Long rather than complicated: twelve characters or more, no rules about capitals or digits (NIST SP 800-63B §5.1.1.2,
OWASP ASVS 6.2). Refused are the passwords of the list that ships with Django, and those with the user name in them. Of
a user name we keep a keyed hash: who has the database reads no names.
"""

from __future__ import annotations

import hmac
import re
import unicodedata
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from burgerprofiel.access import rules, tokens, warnings
from burgerprofiel.access.events import KeyAdded, KeyRemoved, PasswordChanged
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.keys import store
from burgerprofiel.access.models import Account, DigitalKey, UserName
from burgerprofiel.access.warnings import News
from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import sealing
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.ssin import Ssin

SHORTEST, LONGEST = 12, 128
CODED = (Key.csamtotp, Key.csamsms, Key.csammail)
"""The keys whose first half this is."""
NOBODY = CitizenId(UUID(int=0))
"""Stands in for a citizen who does not exist, so that the same questions are asked."""
_NAME = re.compile(r"[\w.@+-]{4,60}")


class RefusedError(Exception):
    """What was chosen cannot be: `field` is `user-name` or `password`, `sentence` says why in plain words."""

    def __init__(self, field: str, sentence: str) -> None:
        """Keep both."""
        super().__init__(field)
        self.field, self.sentence = field, sentence


class TakenError(RefusedError):
    """Somebody else has this user name."""


def same(name: str) -> str:
    """The form in which two spellings of a user name are one: no capitals, no spaces around it."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def _typed(password: str) -> str:
    """The same password from every keyboard (NFKC, RFC 8265 §4)."""
    return unicodedata.normalize("NFKC", password)


@lru_cache(maxsize=1)
def _key() -> bytes:
    return sealing.derive(settings.CONFIG.secret("lookup_key"), "access user names")


def _hash(name: str) -> bytes:
    return hmac.digest(_key(), same(name).encode(), "sha256")


@lru_cache(maxsize=1)
def _breached() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords)


@lru_cache(maxsize=1)
def _nobodys() -> str:
    """A password that nobody knows: checking it takes as long as a real one."""
    return make_password(tokens.new())


def check(name: str, password: str) -> None:
    """Raise RefusedError when this user name or this password cannot be chosen."""
    if _NAME.fullmatch(same(name)) is None:
        raise RefusedError(
            "user-name", _("Choose a user name of 4 to 60 characters: letters, digits, and . @ + - _ but no spaces.")
        )
    if _is_number(name):
        raise RefusedError("user-name", _("Do not take your national number as user name. Choose another one."))
    if len(password) < SHORTEST:
        raise RefusedError(
            "password", _("Choose a password of at least 12 characters. A few words in a row are easy to remember.")
        )
    if len(password) > LONGEST:
        raise RefusedError("password", _("This password is too long. Choose one of at most 128 characters."))
    if _typed(password).casefold().strip() in _breached():
        raise RefusedError("password", _("Many people use this password, so it is easy to guess. Choose another one."))
    if same(name) in _typed(password).casefold():
        raise RefusedError("password", _("Your user name is in this password. Choose another password."))


def _is_number(name: str) -> bool:
    try:
        Ssin(same(name))
    except ValueError:
        return False
    return True


def choose(citizen_id: CitizenId, who: Identity, name: str, password: str, trace: Trace) -> None:
    """Keep a user name and a password, instead of those before. Raises RefusedError, rules.NotUsableError."""
    rules.may_enrol(citizen_id, who, Key.csampassword)
    check(name, password)
    encoded = make_password(_typed(password))
    try:
        with transaction.atomic():
            store.ensure_account(citizen_id, who)
            account = Account.objects.select_for_update().get(citizen_id=citizen_id)
            before = bool(account.password)
            Account.objects.filter(citizen_id=citizen_id).update(password=encoded)
            UserName.objects.filter(citizen_id=citizen_id).delete()
            UserName.objects.create(name_hash=_hash(name), citizen_id=citizen_id)
            warnings.warn(citizen_id, News.PASSWORD_CHANGED if before else News.KEY_ADDED, Key.csampassword)
            record(citizen_id, trace, PasswordChanged() if before else KeyAdded(kind=Key.csampassword.name))
    except IntegrityError as error:
        raise TakenError("user-name", _("Somebody else has this user name. Choose another one.")) from error


@transaction.atomic
def remove(citizen_id: CitizenId, trace: Trace) -> bool:
    """Take the user name and the password away, and the coded keys that cannot work without; False when none is."""
    account = Account.objects.select_for_update().filter(citizen_id=citizen_id).first()
    if account is None or not UserName.objects.filter(citizen_id=citizen_id).delete()[0]:
        return False
    Account.objects.filter(citizen_id=citizen_id).update(password="")
    warnings.warn(citizen_id, News.KEY_REMOVED, Key.csampassword)
    for row in store.mine(citizen_id, *CODED):
        store.remove(citizen_id, row.id, trace, along=True)
    record(citizen_id, trace, KeyRemoved(kind=Key.csampassword.name))
    return True


def is_theirs(citizen_id: CitizenId, password: str) -> bool:
    """Whether this is the citizen's password."""
    return _fits(Account.objects.filter(citizen_id=citizen_id).first(), password)


def prove(name: str, password: str) -> tuple[CitizenId | None, bool]:
    """Return whose user name this is, if anybody's, and whether the password is theirs too.

    About the same work for every answer. Only together they prove something: tell nobody which of the two was wrong.
    """
    found = UserName.objects.filter(name_hash=_hash(name)).values_list("citizen_id", flat=True).first()
    account = Account.objects.filter(citizen_id=found or NOBODY).first()
    fits = _fits(account, password)
    return (CitizenId(found) if found else None), fits


def _fits(account: Account | None, password: str) -> bool:
    encoded = account.password if account and account.password else _nobodys()

    def anew(_password: str) -> None:
        if account:
            Account.objects.filter(citizen_id=account.citizen_id, password=encoded).update(
                password=make_password(_typed(password))
            )

    right = len(password) <= LONGEST and check_password(_typed(password), encoded, setter=anew)
    return bool(right and account and account.password)


def keys_with_it(citizen_id: CitizenId) -> list[DigitalKey]:
    """The citizen's keys that work with this user name and password."""
    return store.mine(citizen_id, *CODED)
