"""Whatever was given, in whatever order: removed at once, nothing of it can be read anywhere any more (E3)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from burgerprofiel.audit.queries import events_of
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.storage import objects
from burgerprofiel.people.models import ContactProof, Profile
from burgerprofiel.people.profile import forgetting, own
from burgerprofiel.people.profile.contact import Kind
from burgerprofiel.people.profile.contacts import actions as contacts
from burgerprofiel.people.profile.mine import Mine, profile_of
from burgerprofiel.people.profile.photo import actions as photo
from burgerprofiel.people.profile.photo.picture import Part
from burgerprofiel.people.profile.photo.queries import photo_of
from burgerprofiel.people.profile.saved import actions as saved
from tests.people.profile.giving import TRACE, contact, noor
from tests.people.profile.test_photo import drawn
from tests.people.profile.test_saved import address


def _waiting(me: CitizenId) -> None:
    ContactProof.objects.update(asked_at=[])
    contacts.ask(me, Kind.PHONE, "0470999999", "nl", TRACE)


def _removed_one(me: CitizenId) -> None:
    for each in profile_of(me).contacts[:1]:
        contacts.remove(me, each.id, TRACE)


GIVING: dict[str, Callable[[CitizenId], object]] = {
    "name": lambda me: own.choose_call_name(me, "Geheimnaam", TRACE),
    "language": lambda me: own.choose_language(me, "de", TRACE),
    "photo": lambda me: photo.choose(me, drawn(size=(200, 150)), Part.MIDDLE, TRACE),
    "place": lambda me: profile_of(me).saved or saved.save(me, "Geheimplek", address(), TRACE),
    "email": lambda me: contact(me, Kind.EMAIL, "geheim@example.be"),
    "phone": lambda me: contact(me, Kind.PHONE, "0470123456"),
    "waiting": _waiting,
    "removed": _removed_one,
}
SECRETS = ("geheim", "470123456", "470999999", "Veldstraat")
_GIVEN = st.lists(st.sampled_from(sorted(GIVING)), max_size=8, unique=True)


@pytest.mark.django_db(transaction=True)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_GIVEN)
def test_removed_nothing_can_be_read_any_more(given: list[str]) -> None:
    me, kept = noor(), set[str]()
    ContactProof.objects.all().delete()
    for each in given:
        if each not in set(Kind) or not profile_of(me).of(Kind(each)):
            GIVING[each](me)
        kept |= set(Profile.objects.exclude(object_name="").values_list("object_name", flat=True))
    forgetting.forget(me, forgetting.ASKED, TRACE)
    assert profile_of(me) == Mine()
    assert photo_of(me) is None
    for name in kept:
        with pytest.raises(objects.GoneError):
            objects.store().read(name)
    with connection.cursor() as cursor:
        for table in ("people_profile", "people_contact", "people_saved_address"):
            cursor.execute(f"SELECT count(*) FROM {table} WHERE citizen_id = %s", [me])  # noqa: S608 - our own tables
            assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(value) FROM people_contact_proof WHERE citizen_id = %s", [me])
        assert cursor.fetchone() == (0,)
    told = str([each.details for each in events_of(me, size=500).events]).lower()
    assert not [secret for secret in SECRETS if secret.lower() in told]
