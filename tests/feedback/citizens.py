"""What a citizen does with “Is this right?”, in a browser."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.response import HttpResponseBase
from django.test import Client

from burgerprofiel.access import actions as access
from burgerprofiel.access.capacity import OWN, Capacity
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.viewer import Proof
from burgerprofiel.audit.events import Trace
from burgerprofiel.feedback import numbers
from burgerprofiel.feedback.models import Report
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.people.actions import meet
from burgerprofiel.simulators.magda.cast import BY_SLUG
from tests.dossiers.reading import plain
from tests.portal.reading import body

MINE = "/klopt-dit/meldingen"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@dataclass
class Citizen:
    """A browser in which somebody is signed in."""

    client: Client
    citizen_id: CitizenId

    def open(self, path: str) -> HttpResponseBase:
        """Open a page."""
        return self.client.get(path)

    def html(self, path: str, status: int = 200) -> str:
        """A page as the browser gets it."""
        answer = self.open(path)
        assert answer.status_code == status, path
        return body(answer)

    def text(self, path: str, status: int = 200) -> str:
        """What a page says."""
        return plain(self.html(path, status))

    def place(self, key: str = "name", theme: str = "family", section: str = "") -> str:
        """The address of a fact."""
        return f"/klopt-dit/feit/{theme}/{self.fact(key, theme, section)}"

    def fact(self, key: str = "name", theme: str = "family", section: str = "") -> UUID:
        """The id of a fact."""
        known = section or {"family": "identity", "home": "property", "work": "jobs"}[theme]
        return numbers.fact_id(self.citizen_id, theme, known, key)

    def fields(self, path: str) -> dict[str, str]:
        """What the form of a page holds already."""
        page = self.html(path)
        return {
            unescape(name): unescape(value)
            for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
            if name != "csrfmiddlewaretoken"
        }

    def send(self, path: str, fields: Mapping[str, object]) -> HttpResponseBase:
        """Send a form."""
        return self.client.post(path, fields, headers={"origin": settings.CONFIG.portal_origin})

    def report(self, path: str = "", *, file: tuple[str, bytes] | None = None, **fields: str) -> HttpResponseBase:
        """Say that a fact is wrong."""
        where = path or self.place()
        told: dict[str, object] = self.fields(where) | {"zeg": "fout", "soort": "Fout", "uitleg": "Het is Nora."}
        if file:
            told["bijlage"] = SimpleUploadedFile(file[0], file[1])
        return self.send(where, told | fields)

    def confirm(self, path: str = "") -> HttpResponseBase:
        """Say that a fact is right."""
        where = path or self.place()
        return self.send(where, {"gezien": self.fields(where)["gezien"], "zeg": "klopt"})

    def rows(self) -> list[Report]:
        """What is kept of their reports."""
        return list(Report.objects.filter(citizen_id=self.citizen_id).order_by("submitted_at"))


def citizen(slug: str, capacity: Capacity = OWN, language: str = "nl") -> Citizen:
    """Sign somebody of the cast in."""
    person = BY_SLUG[slug]
    who = Identity(person.given[0], person.family, person.ssin)
    cookie = access.open_session(who, [Proof(Key.eid, clock.now())], "test", "", Trace(actor="test"), capacity=capacity)
    host = settings.CONFIG.portal_origin.partition("//")[2]
    client = Client(headers={"host": host, "accept-language": language})
    client.cookies[settings.SESSION_COOKIE] = cookie.text
    return Citizen(client, meet(Ssin(person.ssin)))
