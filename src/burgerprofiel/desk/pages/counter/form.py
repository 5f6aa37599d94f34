"""What the clerk typed, as it came, and what the pages around it need."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from burgerprofiel.access.activation import letter
from burgerprofiel.access.activation.counter import Counter, Issued
from burgerprofiel.access.activation.details import Document
from burgerprofiel.access.activation.typed import Typed
from burgerprofiel.access.going_on import Wrong
from burgerprofiel.desk.purposes import Purpose, written
from burgerprofiel.desk.staff import Staff

FIELDS = ("document", "document_number", "number", "given_name", "family_name", "email", "email_again", "language")


def values(request: HttpRequest) -> dict[str, str]:
    """Return what was typed, per field."""
    return {name: request.POST.get(name, "") for name in FIELDS}


def typed(given: dict[str, str]) -> Typed:
    """Return it as the counter's rules take it."""
    return Typed(**{name: given[name] for name in FIELDS if name != "email_again"})


def address_typed_twice(given: dict[str, str]) -> tuple[Wrong, ...]:
    """What goes to a wrong address reaches a stranger: it is typed twice."""
    if given["email"].strip().casefold() == given["email_again"].strip().casefold():
        return ()
    return (Wrong("email_again", _("The two e-mail addresses differ. Ask the person to look along.")),)


def counter_of(staff: Staff, purpose: Purpose | None, reference: str = "") -> Counter:
    """Return who acts, where and why."""
    return Counter(staff.id, staff.organisation.id, written(purpose, reference))


def documents() -> list[tuple[str, str]]:
    """What may be shown."""
    return [(each.value, document_title(each)) for each in Document]


def document_title(document: Document) -> str:
    """A document as people call it."""
    return {
        Document.PASSPORT: _("Passport"),
        Document.ANNEX_35: _("Annex 35"),
        Document.ORANGE_CARD: _("Orange card (certificate of registration)"),
    }[document]


def languages() -> list[tuple[str, str]]:
    """In which language the letter and the e-mail may be."""
    return list(settings.LANGUAGES)


def as_pdf(issued: Issued) -> HttpResponse:
    """Answer with the letter."""
    disposition = 'attachment; filename="activeringsbrief.pdf"'
    return HttpResponse(
        letter.pdf(issued), content_type="application/pdf", headers={"Content-Disposition": disposition}
    )
