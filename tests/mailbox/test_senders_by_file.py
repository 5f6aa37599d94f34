"""Who may send what comes from a file: all of it or nothing, and a sentence for every mistake."""

from __future__ import annotations

import io
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from burgerprofiel.kit import remembered
from burgerprofiel.mailbox.models import Logo, MessageType, SenderChange, SenderClient, SenderOrganisation
from burgerprofiel.mailbox.senders import queries
from burgerprofiel.mailbox.senders.policy import AgainstPolicyError, Policy
from burgerprofiel.site.launch import prepare_check

pytestmark = pytest.mark.django_db

ZONNEGEM = "0812345603"
WHOLE = """
[[organisation]]
enterprise_number = "0812.345.603"
name = { nl = "Gemeente Zonnegem" }

[[application]]
id = "post"
name = { nl = "Post" }

[[message_type]]
id = "brief"
name = { nl = "Brief" }
validity = "18 months"
reply = true

[[right]]
organisation = "0812345603"
application = "post"
message_type = "brief"

[[client]]
client_id = "post"
enterprise_number = "0812345603"
"""


def run(folder: Path, text: str, *options: str) -> str:
    """Load what stands in a file; returns what was said."""
    file = folder / "senders.toml"
    file.write_text(text)
    said = io.StringIO()
    call_command("mailbox_senders", str(file), *options, stdout=said)
    return said.getvalue()


def policy() -> Policy:
    """What the file's letter may be."""
    found = queries.may_send(ZONNEGEM, "post", "brief", "citizen")
    assert found
    return found


def test_a_file_says_who_may_send_what_to_whom(tmp_path: Path) -> None:
    said = run(tmp_path, WHOLE)
    assert f"right {ZONNEGEM} post brief citizen: registered" in said
    assert policy().reply_allowed and not policy().payment_allowed
    assert queries.may_send(ZONNEGEM, "post", "brief", "enterprise") is None
    assert queries.may_send("0206731645", "post", "brief", "citizen") is None
    assert SenderClient.objects.get(client_id="post").enterprise_number == ZONNEGEM


def test_loading_it_again_changes_nothing(tmp_path: Path) -> None:
    run(tmp_path, WHOLE)
    changes = SenderChange.objects.count()
    said = run(tmp_path, WHOLE)
    assert said.count("as it was") == 5
    assert SenderChange.objects.count() == changes == 5


def test_what_is_ended_may_not_be_sent_any_more_and_can_begin_again(tmp_path: Path) -> None:
    run(tmp_path, WHOLE)
    for table in ('name = { nl = "Gemeente Zonnegem" }', 'name = { nl = "Post" }', 'name = { nl = "Brief" }'):
        run(tmp_path, WHOLE.replace(table, f"{table}\nended = true"))
        remembered.forget()
        assert queries.may_send(ZONNEGEM, "post", "brief", "citizen") is None
    run(tmp_path, WHOLE)
    remembered.forget()
    assert policy()


def test_a_right_that_is_ended_is_gone_and_its_history_stays(tmp_path: Path) -> None:
    run(tmp_path, WHOLE)
    run(tmp_path, WHOLE.replace('message_type = "brief"', 'message_type = "brief"\nended = true'))
    remembered.forget()
    assert queries.may_send(ZONNEGEM, "post", "brief", "citizen") is None
    assert [bool(change.after) for change in SenderChange.objects.filter(what="right").order_by("id")] == [True, False]


def test_with_check_the_file_is_only_read(tmp_path: Path) -> None:
    assert "Nothing was changed" in run(tmp_path, WHOLE, "--check")
    assert not SenderOrganisation.objects.exists()


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (
            "0812.345.603",
            "0812345604",
            "Organisation 1: enterprise_number: “0812345604” is not a valid enterprise number.",
        ),
        ('\nid = "post"', "", "Application 1: id: an id is needed of letters, digits and . _ -, at most 100."),
        ("18 months", "18 weeks", "Message type 1: validity: a number and one of day, month, year"),
        ("18 months", "11 years", "Message type 1: validity"),
        ("reply = true", 'reply = "yes"', "Message type 1: reply: “yes” is not true or false."),
        (
            "reply = true",
            'media_types = ["image/svg+xml"]',
            "Message type 1: media_types: “image/svg+xml” is not one of",
        ),
        ("reply = true", "max_octets = 0", "Message type 1: max_octets: a number of bytes is needed"),
        ("reply = true", "colour = 1", "Message type 1: “colour” is not a field; these are: id, name"),
        ('{ nl = "Brief" }', '{ fr = "Lettre" }', "Message type 1: name: it is needed in Dutch at least."),
        (
            'application = "post"',
            'application = "other"',
            "Rights: there is no application other, here or loaded before.",
        ),
        ('message_type = "brief"', 'message_type = "brief"\nto = ["dog"]', "Right 1: to: a list is needed"),
        ('client_id = "post"', 'client_id = "a b"', "Client 1: client_id: the name of a client"),
        ("[[client]]", "[[clients]]", "“clients” has no place here"),
        ("[[client]]", "[[right]]", "Right 2: “client_id” is not a field"),
        ('name = { nl = "Post" }', 'name = { nl = "Post" }\nlogo = "none.png"', "Application 1: logo:"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_done(tmp_path: Path, before: str, after: str, sentence: str) -> None:
    with pytest.raises(CommandError, match="Nothing was changed") as told:
        run(tmp_path, WHOLE.replace(before, after))
    assert sentence in str(told.value)
    assert not SenderOrganisation.objects.exists()


def test_what_stands_twice_in_the_file_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="brief stands in the file more than once"):
        run(tmp_path, WHOLE + '[[message_type]]\nid = "brief"\nname = { nl = "Brief" }')


def test_the_demo_knows_its_senders_and_their_pictures() -> None:
    call_command("mailbox_senders", str(prepare_check.DEMO / "senders.toml"), verbosity=0)
    letter = queries.may_send(ZONNEGEM, "zonnegem-post", "zonnegem-brief", "citizen")
    assert letter
    assert letter.reply_allowed and letter.business_keys == {"dossier"}
    assert queries.may_send(ZONNEGEM, "wonen-brieven", "wonen-premie", "citizen") is None
    assert queries.may_send("0765432146", "zonnegem-post", "zonnegem-brief", "citizen") is None
    assert Logo.objects.filter(media_type="image/png").count() == 2


def test_an_announcement_is_refused_with_the_advice_to_send_a_notice() -> None:
    call_command("mailbox_senders", str(prepare_check.DEMO / "senders.toml"), verbosity=0)
    news = queries.may_send(ZONNEGEM, "zonnegem-post", "zonnegem-nieuws", "citizen")
    assert news
    with pytest.raises(AgainstPolicyError, match="Send it as a notice") as refused:
        news.require()
    assert refused.value.code == "ANNOUNCEMENT"


@pytest.mark.parametrize("part", ["registered", "payment"])
def test_what_the_type_does_not_allow_is_refused(tmp_path: Path, part: str) -> None:
    run(tmp_path, WHOLE)
    policy().require(reply=True)
    with pytest.raises(AgainstPolicyError, match="may not"):
        policy().require(**{part: True})  # type: ignore[arg-type]  # one of its switches


def test_business_data_is_known_by_the_type(tmp_path: Path) -> None:
    run(tmp_path, WHOLE)
    with pytest.raises(AgainstPolicyError, match="“dossier” is no business data of the type “brief”; known: none"):
        policy().require(business_keys=["dossier"])


def test_a_message_stays_as_long_as_its_type_says(tmp_path: Path) -> None:
    run(tmp_path, WHOLE)
    assert policy().expires_at(datetime(2024, 8, 31, 12, tzinfo=UTC)) == datetime(2026, 2, 28, 13, tzinfo=UTC)
    run(tmp_path, WHOLE.replace("18 months", "1 year"))
    remembered.forget()
    assert policy().expires_at(datetime(2024, 2, 29, 12, tzinfo=UTC)) == datetime(2025, 2, 28, 12, tzinfo=UTC)


def test_months_are_counted_in_belgium_where_the_first_hours_of_a_month_are_not_of_the_one_before(
    tmp_path: Path,
) -> None:
    run(tmp_path, WHOLE)
    first_of_march, first_of_september = (
        datetime(2026, 2, 28, 23, 30, tzinfo=UTC),
        datetime(2027, 8, 31, 22, 30, tzinfo=UTC),
    )
    assert policy().expires_at(first_of_march) == first_of_september


def test_the_hot_path_asks_the_database_once(tmp_path: Path, django_assert_num_queries: object) -> None:
    run(tmp_path, WHOLE)
    remembered.forget()
    with django_assert_num_queries(1):  # type: ignore[operator]  # pytest-django's fixture
        assert policy() is policy()


def test_a_change_made_elsewhere_is_felt_after_seconds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(tmp_path, WHOLE)
    assert policy()
    MessageType.objects.filter(message_type_id="brief").update(active=False)
    assert policy(), "remembered"
    later = time.monotonic() + 5.1
    monkeypatch.setattr(remembered.time, "monotonic", lambda: later)
    assert queries.may_send(ZONNEGEM, "post", "brief", "citizen") is None
