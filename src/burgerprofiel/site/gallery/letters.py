"""What each room writes, in the language that is active."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.conf import settings

from burgerprofiel.access.letters import activation, codes, warning
from burgerprofiel.access.warnings import News
from burgerprofiel.access.warnings import Told as Warned
from burgerprofiel.certificates.emailing import actions as certificates
from burgerprofiel.kit import formats
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.letters import writing
from burgerprofiel.kit.letters.sheet import Sheet
from burgerprofiel.kit.letters.writing import Going
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.post import Attachment, Message
from burgerprofiel.mailbox.activation import news as mailbox
from burgerprofiel.notices.content import Kept
from burgerprofiel.notices.kinds import KINDS
from burgerprofiel.notices.kinds.kind import Kind as NoticeKind
from burgerprofiel.notices.letters import writing as notices
from burgerprofiel.notices.letters.told import Told, of_kind
from burgerprofiel.notices.notice import Channel
from burgerprofiel.people.profile.contact import Contact, Kind, Reach
from burgerprofiel.people.profile.contacts import letter as contacts

NAME, ADDRESS, NUMBER = "Noor", "noor@voorbeeld.example", "+32470000000"
AT = datetime(2026, 3, 14, 8, 41, tzinfo=UTC)
_DIGITS = "730416"
_ID = UUID(int=1)
FACTS: Mapping[str, Kept] = {
    "sender": {"nl": "Gemeente Zonnegem", "fr": "Commune de Zonnegem", "de": "Gemeinde Zonnegem"},
    "subject": {
        "nl": "Uw parkeerkaart voor bewoners is verlengd tot en met 31 december",
        "fr": "Votre carte de riverain est prolongée jusqu’au 31 décembre inclus",
        "de": "Ihr Bewohnerparkausweis ist bis einschließlich 31. Dezember verlängert",
        "en": "Your resident’s parking permit is extended until 31 December",
    },
    "dossier": {
        "nl": "Renovatiepremie Kerkstraat 5",
        "fr": "Prime à la rénovation Kerkstraat 5",
        "de": "Renovierungsprämie Kerkstraat 5",
        "en": "Renovation grant Kerkstraat 5",
    },
    "state": {
        "nl": "Wij wachten op uw facturen",
        "fr": "Nous attendons vos factures",
        "de": "Wir warten auf Ihre Rechnungen",
        "en": "We are waiting for your invoices",
    },
    "certificate": {
        "nl": "Attest van gezinssamenstelling",
        "fr": "Certificat de composition de ménage",
        "de": "Haushaltsbescheinigung",
        "en": "Certificate of household composition",
    },
    "key": {"nl": "itsme", "fr": "itsme", "de": "itsme", "en": "itsme"},
    "device": "Firefox, Android",
    "counter": "Gemeente Zonnegem",
    "permit": {
        "nl": "Parkeerkaart voor bewoners",
        "fr": "Carte de riverain",
        "de": "Bewohnerparkausweis",
        "en": "Resident’s parking permit",
    },
    "issuer": {"nl": "Gemeente Zonnegem", "fr": "Commune de Zonnegem", "de": "Gemeinde Zonnegem"},
    "day": {"nl": "31 maart 2026", "fr": "31 mars 2026", "de": "31. März 2026", "en": "31 March 2026"},
    "giver": "Jozef De Smet",
    "taker": "Emma Peeters",
    "status": "4",
    "act": {"nl": "Lees meer", "fr": "En savoir plus", "de": "Mehr lesen", "en": "Read more"},
    "fact": {"nl": "Uw adres", "fr": "Votre adresse", "de": "Ihre Adresse", "en": "Your address"},
    "source": {"nl": "Rijksregister", "fr": "Registre national", "de": "Nationalregister", "en": "National Register"},
    "title": {
        "nl": "Verkiezingen op 8 juni: zo stemt u",
        "fr": "Élections du 8 juin : comment voter",
        "de": "Wahlen am 8. Juni: So wählen Sie",
        "en": "Elections on 8 June: how to vote",
    },
    "text": {
        "nl": "U krijgt uw oproepingsbrief ten laatste op 24 mei. Neem hem mee, samen met uw identiteitskaart.",
        "fr": "Vous recevrez votre convocation au plus tard le 24 mai. Prenez-la, avec votre carte d’identité.",
        "de": "Sie erhalten Ihre Wahlaufforderung spätestens am 24. Mai. Bringen Sie sie mit, und Ihren Ausweis.",
        "en": "You get your summons by 24 May at the latest. Bring it, together with your identity card.",
    },
}
"""By the names that kinds give them."""


@dataclass(frozen=True)
class Shown:
    """One of them."""

    name: str
    message: Message

    @property
    def is_text(self) -> bool:
        """Whether it goes to a phone."""
        return not self.message.html


def reach(language: str) -> Reach:
    """Return somebody who is reached by all, and whom we know by name."""
    contacts = [Contact(_ID, kind, value, AT) for kind, value in ((Kind.EMAIL, ADDRESS), (Kind.PHONE, NUMBER))]
    return Reach(CitizenId(_ID), NAME, language, *contacts)


def all_of(language: str) -> Iterator[Shown]:
    """Return all; the language is active already."""
    for name, make in _SHEETS.items():
        yield Shown(name, writing.written(make(), Going(name, ADDRESS)))
    attached = (Attachment("attest.pdf", b"%PDF-1.7\n"),)
    sheet = certificates.sheet(NAME, f"{settings.CONFIG.portal_origin}/attesten", attached=True)
    yield Shown("certificates.attached", writing.written(sheet, Going("certificate", ADDRESS, attached)))
    for name, said in _texts().items():
        yield Shown(f"sms.{name}", writing.text(name, NUMBER, said))
    yield from _of_notices(language)


def _of_notices(language: str) -> Iterator[Shown]:
    told = [_told(kind, number) for number, kind in enumerate(KINDS.values())]
    for each in told:
        if Channel.EMAIL in KINDS[each.kind].channels:
            yield Shown(f"notice.{each.kind}", notices.mail(reach(language), [each], _ID))
        yield Shown(f"sms.notice.{each.kind}", notices.text(reach(language), [each], _ID))
    daily = [each for each in told if not each.must and Channel.EMAIL in KINDS[each.kind].channels]
    few = list({each.group: each for each in daily}.values())
    yield Shown("digest.few", notices.mail(reach(language), few, _ID))
    yield Shown("digest.many", notices.mail(reach(language), [daily[each % len(daily)] for each in range(30)], _ID))
    yield Shown("sms.digest", notices.text(reach(language), few, _ID))
    wonen = {"sender_name": "Agentschap Wonen", "brand_name": "Wonen in Vlaanderen", "colour": "#f0c000"}
    yield Shown("notice.of-a-body", notices.mail(reach(language), [_told(KINDS["dossiers.changed"], 99, **wonen)], _ID))


def _told(kind: NoticeKind, number: int, **more: str) -> Told:
    names = kind.needs | kind.may_have
    values = {name: FACTS[name] for name in names}
    return of_kind(kind, UUID(int=number), values, AT + timedelta(hours=number), "/", **more)


def _warned(*, last: bool = False, counter: str = "") -> Warned:
    return Warned(ADDRESS, NAME, Key.csamsms.name, "•••• 12", "Firefox, Linux", last, counter)


def _warning(news: News, told: Warned) -> Callable[[], Sheet]:
    return lambda: warning.sheet(news, told, AT, f"{settings.CONFIG.access_origin}{warning.PAGE}?link=0000")


def _code() -> dict[str, str]:
    return {"code": _DIGITS, "product": settings.CONFIG.brand_product}


def _activation() -> Sheet:
    return activation.sheet(NAME, f"{settings.CONFIG.access_origin}/op/activeren?link=0000", formats.moment(AT))


_SHEETS: Mapping[str, Callable[[], Sheet]] = {
    "access.code": lambda: codes.sheet(_code(), NAME),
    "access.code-nameless": lambda: codes.sheet(_code(), ""),
    "access.activation": _activation,
    **{
        f"access.{news.value}": _warning(news, _warned(counter="Gemeente Zonnegem" if news is News.AT_COUNTER else ""))
        for news in News
    },
    "access.last-for-a-while": _warning(News.NEW_DEVICE, _warned(last=True)),
    "people.code": lambda: contacts.sheet(_DIGITS, NAME),
    "mailbox.moved": lambda: mailbox.sheet(NAME),
    "certificates.link": lambda: certificates.sheet(NAME, f"{settings.CONFIG.portal_origin}/attesten", attached=False),
}


def _texts() -> dict[str, str]:
    return {
        "access.code": codes.said(_code()),
        "people.code": contacts.said(_DIGITS),
    }
