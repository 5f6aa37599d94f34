"""Bell, overview and list never disagree: in two tabs, while notices come, expire and are read elsewhere (E1)."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from itertools import count

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from burgerprofiel.access.capacity import Capacity
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.announcements import actions as announcing
from burgerprofiel.notices.announcements import draft
from burgerprofiel.notices.models import Announcement, Notice
from burgerprofiel.notices.own import lines, marking
from burgerprofiel.notices.own.lines import Part
from tests.notices.bell.conftest import Tell, browser, raise_all
from tests.notices.bell.telling import bell, bold, headed, told
from tests.portal.reading import body

TRACE = Trace(actor="test")
_references = count()
_LASTS = 5.0


def announce(*citizens: CitizenId) -> None:
    """Tell them something that many are told; to each it is one more notice of the list."""
    words = {"title": "De energietoeslag begint", "text": "U kunt hem vragen."}
    reference = {"reference": f"2026-{next(_references)}", "path": "/help"}
    known = announcing.make(draft.read(reference | dict.fromkeys(("nl", "fr", "de", "en"), words)), citizens, TRACE)
    while announcing.tell_next(known) is not None:
        pass


def on_the_overview(html: str) -> int:
    """What the overview's own section says is new."""
    section = html.partition('slot="notices"')[2].partition("</section>")[0]
    assert section, "the overview has a section of notices"
    said = re.search(r"data-bell-words>(\d+)", section)
    return int(said[1]) if said else 0


def check(client: Client) -> None:
    """Every number on a page is the same, and so are the lines that it shows as new."""
    html = client.get("/meldingen").content.decode()
    assert bell(html) == headed(html) == bold(html)
    html = body(client.get("/"))
    assert bell(html) == on_the_overview(html)
    html = client.get("/meldingen/paneel").content.decode()
    assert min(int(re.findall(r'data-bell-now="(\d+)"', html)[0]), 5) == len(re.findall(r'<li class="new', html))


@pytest.mark.django_db(transaction=True)
def test_in_two_tabs_while_everything_changes_no_page_disagrees_with_itself(
    noor: CitizenId, simulators: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "SIZE", 1000)
    tabs = [browser("85631441236", "Noor") for _tab in range(2)]
    for tab in tabs:
        body(tab.get("/"))
    ends, faults = time.monotonic() + _LASTS, list[BaseException]()

    def again(act: Callable[[random.Random], None], seed: int) -> None:
        chance = random.Random(seed)
        try:
            while time.monotonic() < ends and not faults:
                act(chance)
        except BaseException as fault:
            faults.append(fault)
            raise
        finally:
            let_go()

    def comes(chance: random.Random) -> None:
        raise_all(told(noor, asks=chance.random() < 0.3, transaction=chance.choice(["", "1", "2", "3"])))
        time.sleep(0.02)

    def announces(_chance: random.Random) -> None:
        announce(noor)
        time.sleep(0.1)

    def expires(chance: random.Random) -> None:
        soon = clock.now() + timedelta(milliseconds=chance.randint(0, 100))
        found = list(Notice.objects.filter(citizen_id=noor, expires_at=None).values_list("id", flat=True))
        Notice.objects.filter(id__in=chance.sample(found, min(2, len(found)))).update(expires_at=soon)
        time.sleep(0.05)

    def reads(tab: Client) -> Callable[[random.Random], None]:
        def act(chance: random.Random) -> None:
            check(tab)
            found = list(Notice.objects.filter(citizen_id=noor).values_list("id", flat=True))
            if not found:
                return
            which = chance.choice(found)
            address = chance.choice([f"/meldingen/{which}/gelezen", f"/meldingen/{which}/gedaan", "/meldingen/gelezen"])
            where = tab.post(address)["Location"]
            if chance.random() < 0.6:
                acted = re.search(r"gedaan=(\d+)", where)
                tab.post("/meldingen/ongedaan", {"act": acted[1] if acted else ""})

        return act

    with ThreadPoolExecutor(5) as threads:
        work = [comes, announces, expires, reads(tabs[0]), reads(tabs[1])]
        list(threads.map(lambda each: again(each[1], each[0]), enumerate(work)))
    assert not faults
    for tab in tabs:
        check(tab)
    assert Notice.objects.filter(citizen_id=noor).count() > 20
    assert Announcement.objects.count() > 3


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["tell", "ask", "announce", "read", "done", "all", "back", "expire"]),
        st.integers(0, 5),
        st.sampled_from(["", "a", "b"]),
    ),
    max_size=14,
)


@pytest.mark.django_db
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_after_any_acts_the_count_is_that_of_the_lines_that_are_new(
    noor: CitizenId, steps: list[tuple[str, int, str]]
) -> None:
    Notice.objects.all().delete()
    acts = ["0"]
    for what, number, thread in steps:
        rows = list(Notice.objects.filter(citizen_id=noor).order_by("id").values_list("id", flat=True))
        which = rows[number % len(rows)] if rows else None
        if what in ("tell", "ask"):
            raise_all(told(noor, asks=what == "ask", transaction=thread))
        elif what == "announce":
            announce(noor)
        elif what == "all":
            acts.append(marking.read_all(noor, TRACE, which).name)
        elif what == "back":
            with suppress(marking.TooLateError):
                marking.take_back(noor, acts[-1], TRACE)
        elif which and what == "expire":
            Notice.objects.filter(id=which).update(expires_at=clock.now())
        elif which:
            acts.append((marking.read_one if what == "read" else marking.done)(noor, which, TRACE).name)
    listed = lines.page(noor, size=100)
    assert listed.standing == lines.standing(noor)
    assert listed.standing.unread == sum(line.new for line in listed.lines)
    assert listed.asking == sum(line.part is Part.ASKS for line in listed.lines)
    assert listed.total == len(listed.lines) == sum(listed.groups.values())
    assert sum(1 + line.earlier for line in listed.lines) == Notice.objects.filter(citizen_id=noor).count()
    assert lines.page(noor, new=True).total == listed.standing.unread


@pytest.mark.django_db
def test_the_overview_says_what_the_bell_says(hers: Client, tell: Tell, simulators: str) -> None:
    for each in range(4):
        tell(asks=each == 0, transaction="x" if each > 1 else "")
    html = body(hers.get("/"))
    assert bell(html) == on_the_overview(html) == 3
    hers.post("/meldingen/gelezen")
    html = body(hers.get("/"))
    assert bell(html) == on_the_overview(html) == 0


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/hulp", "/gegevens", "/zoeken", "/attesten", "/meldingen", "/privacy"])
def test_the_bell_costs_one_statement_on_every_page(hers: Client, tell: Tell, simulators: str, path: str) -> None:
    tell()
    body(hers.get(path))
    with CaptureQueriesContext(connection) as caught:
        html = body(hers.get(path))
    counted = [query["sql"] for query in caught.captured_queries if "notices_notice" in query["sql"]]
    assert len(counted) == 1
    assert bell(html) == 1


@pytest.mark.django_db
def test_who_acts_for_an_organisation_has_no_bell_and_reads_why(noor: CitizenId, tell: Tell) -> None:
    tell(name="Van haarzelf")
    acting = browser("85631441236", "Noor", Capacity(group="EA", organisation="019300a0-0000-7000-8000-000000000000"))
    html = body(acting.get("/hulp"))
    assert "data-bell " not in html
    html = acting.get("/meldingen").content.decode()
    assert "Meldingen zijn persoonlijk" in html
    assert "Van haarzelf" not in html
    assert acting.post("/meldingen/gelezen").status_code == 403
    assert lines.standing(noor).unread == 1


@pytest.mark.django_db
def test_who_is_not_signed_in_has_no_bell() -> None:
    client = Client(headers={"host": "mijn.localhost"})
    assert "data-bell " not in client.get("/hulp").content.decode()
