"""Who tells a citizen something raises a notice: nobody else writes e-mails or texts on their own (C6, E5).

What is left is no notice: a code or a link that somebody asked for and waits for, the warning with the link that locks,
news that goes to another address than the usual one, and what somebody sends to themself.
"""

import re
from pathlib import Path

SRC = Path(__file__).parents[1] / "src" / "burgerprofiel"
_SENDS = re.compile(r"\b(?:mail|sms)\b\)?\.(?:send|hand_over)\b")
MAY = {
    "notices/outbox/handing.py": "notices go out",
    "people/profile/contacts/letter.py": "the code that proves a contact",
    "access/letters/codes.py": "the code of a digital key",
    "access/letters/activation.py": "the link that a counter promised",
    "access/letters/warning.py": "the warning with the link that locks (decision 0020)",
    "mailbox/activation/news.py": "to the address of before, which notices do not reach any more",
    "certificates/emailing/actions.py": "what somebody sends to themself",
}


def _senders() -> set[str]:
    ours = (path for path in SRC.rglob("*.py") if not {"simulators", "kit"} & set(path.parts))
    return {str(path.relative_to(SRC)) for path in ours if _SENDS.search(path.read_text())}


def test_nobody_writes_to_citizens_on_their_own() -> None:
    assert _senders() - MAY.keys() == set()


def test_who_may_still_does() -> None:
    assert MAY.keys() - _senders() == set(), "take them off the list"
