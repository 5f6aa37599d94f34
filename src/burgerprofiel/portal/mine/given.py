"""What somebody gave us: how they are called and reached, photo, language, saved addresses (E3)."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.people.profile.contact import Contact, Kind
from burgerprofiel.people.profile.saved.place import Place
from burgerprofiel.portal.mine.blocks import card, moment, none, section
from burgerprofiel.portal.mine.held import Held
from burgerprofiel.sources.facts import Address, Card, Day


def _called(it: Held) -> Iterator[Card]:
    mine = it.profile
    why = _("We use it to greet you, here and in e-mails. So you see that an e-mail is really ours.")
    if mine.call_name:
        yield card("call-name", _("Call name"), mine.call_name, why, {_("Kept since"): moment(mine.call_name_since)})
    elif mine.nameless_since:
        said = _("You want to be greeted without a name. We keep none to greet you with.")
        yield card("call-name", _("Call name"), _("You gave none"), said, {_("Since"): moment(mine.nameless_since)})
    else:
        yield none("call-name", _("Call name"), why)
    if mine.given_name:
        since = {_("Kept since"): moment(mine.given_name_since)}
        told = _(
            "You did not choose a name. "
            "We greet you with your first name, as your digital key tells it when you sign in."
        )
        yield card("first-name", _("First name, to greet you with"), mine.given_name, told, since)


def _photo(it: Held) -> Iterator[Card]:
    why = _("We keep it only because you want to see it here.")
    if it.profile.photo_since is None:
        yield none("photo", _("Photo"), why)
    else:
        since = {_("Kept since"): moment(it.profile.photo_since)}
        yield card("photo", _("Photo"), _("You gave a photo. You save it from your profile page."), why, since)


def _language(it: Held) -> Iterator[Card]:
    why = _("We use it for e-mails and text messages. On this site you choose the language at the top.")
    name = dict(settings.LANGUAGES).get(it.profile.language)
    if name is None:
        yield none("language", _("Language"), why)
    else:
        yield card("language", _("Language"), name, why, {_("Kept since"): moment(it.profile.language_since)})


def _contacts(it: Held) -> Iterator[Card]:
    labels = {Kind.EMAIL: _("E-mail address"), Kind.PHONE: _("Phone number (mobile)")}
    for kind, label in labels.items():
        mine = it.profile.of(kind)
        yield from (_contact(each, label) for each in mine)
        if not mine:
            yield none(kind.value, label, _("With it we tell you what comes for you."))


def _contact(it: Contact, label: str) -> Card:
    rows = {
        _("Proved on"): moment(it.verified_at),
        _("Used first"): _("Yes") if it.preferred else _("No"),
        _("Something last arrived there on"): moment(it.reached_at),
        _("Nothing arrives there since"): moment(it.dead_since),
        _("What the other side said"): it.dead_why,
        _("As machines write it"): it.value if it.value != it.shown else "",
    }
    return card(f"contact-{it.id}", label, it.shown, _("With it we tell you what comes for you."), rows)


def _addresses(it: Held) -> Iterator[Card]:
    yield from map(_address, it.profile.saved)
    if not it.profile.saved:
        yield none("address", _("Saved address"), _why_addresses())


def _why_addresses() -> str:
    return _("We keep these so that you need not type them again. They change nothing about where you live officially.")


def _address(it: Place) -> Card:
    rows = {
        _("Kept since"): moment(it.since),
        _("NIS code of the municipality"): it.address.nis,
        _("Number in the address register"): it.address.register_id,
    }
    return card(f"address-{it.id}", it.name, Address(it.address.lines), _why_addresses(), rows)


def _seen(it: Held) -> Iterator[Card]:
    if it.profile.seen_on:
        why = _("We keep that day only to know when to remove a profile that nobody uses.")
        yield card("seen", _("You last signed in on"), Day(PartialDate.of(it.profile.seen_on)), why, {})


SECTIONS = (
    section("called", lambda: _("How we call you"), _called, "/profiel#name"),
    section("reached", lambda: _("How we reach you"), _contacts, "/profiel#reach"),
    section("photo", lambda: _("Photo"), _photo, "/profiel#photo"),
    section("written", lambda: _("Language"), _language, "/profiel#language"),
    section("addresses", lambda: _("Saved addresses"), _addresses, "/profiel#addresses"),
    section("kept", lambda: _("How long we keep this"), _seen, "/profiel#gone"),
)
