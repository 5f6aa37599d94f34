"""The first message in a box that was just activated shows how it goes, and the e-mail about it how that goes (C3)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox.publishing import ours

KIND = "testbericht"


def publish(citizen_id: CitizenId, language: str) -> None:
    """Put it in the box; a second time it is there already. A box that was stopped meanwhile gets none."""
    ours.publish(citizen_id, _OURS, language, key=f"activated {citizen_id}")


def _text() -> str:
    parts = (
        _("Your mailbox works: you are reading a message in it. So will letters look that come here from now on."),
        _("You also got an e-mail about this message. It named who sent it and what it is about. Did it not come?")
        + " "
        + _("Look among unwanted mail, and check the address in the settings of your mailbox."),
        _("You need not do anything with this message. It goes by itself after a year."),
    )
    return "\n\n".join(parts)


_OURS = ours.Ours(KIND, lambda: _("Test message"), lambda: _("This is a test message"), _text)
