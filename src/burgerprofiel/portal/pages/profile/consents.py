"""`/profiel/toestemmingen`: what one allowed, to whom and since when; and the history of all of it (E3, A8).

What holds is read where it is kept, and is ended there; what was is read from the trail.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from burgerprofiel.access import consents as applications
from burgerprofiel.access.clients.queries import names
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.audit.queries import Seen, events_with
from burgerprofiel.mailbox import queries as mailbox
from burgerprofiel.people.profile.mine import profile_of
from burgerprofiel.portal.events import ConsentsRead
from burgerprofiel.portal.pages.common import record
from burgerprofiel.portal.pages.profile.own import own_profile, show

_HISTORY = {
    "access.consent.given": gettext_noop("You gave %(name)s access"),
    "access.consent.withdrawn": gettext_noop("You ended the access of %(name)s"),
    "mailbox.box.activated": gettext_noop("You opened your mailbox"),
    "mailbox.box.stopped": gettext_noop("You stopped your mailbox"),
    "mailbox.box.started": gettext_noop("You started your mailbox again"),
    "people.call_name.chosen": gettext_noop("You gave a call name"),
    "people.call_name.removed": gettext_noop("You removed your call name"),
    "people.given_name.kept": gettext_noop("We kept your first name, to greet you with"),
    "people.greeting.refused": gettext_noop("You chose to be greeted without a name"),
    "people.greeting.allowed": gettext_noop("You chose to be greeted with a name again"),
    "people.language.chosen": gettext_noop("You chose a language for what we send"),
    "people.language.removed": gettext_noop("You removed that language"),
    "people.photo.chosen": gettext_noop("You gave a photo"),
    "people.photo.removed": gettext_noop("You removed your photo"),
    "people.contact.proved": gettext_noop("You proved an e-mail address or a number"),
    "people.contact.removed": gettext_noop("An e-mail address or a number was removed"),
    "people.address.saved": gettext_noop("You saved an address or its name"),
    "people.address.removed": gettext_noop("You removed a saved address"),
    "people.profile.unused": gettext_noop("We told you that your profile would be removed"),
    "people.profile.forgotten": gettext_noop("Your whole profile was removed"),
}
_LONGEST_NUMBER = 18


@require_safe
@own_profile
def consents(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """Show what holds now and what was, newest first; `?voor=<number>` goes on."""
    citizen_id = viewer.citizen_id
    before = request.GET.get("voor", "")
    cursor = int(before) if before.isascii() and before.isdigit() and len(before) <= _LONGEST_NUMBER else None
    page = events_with(citizen_id, _HISTORY, cursor)
    called = names({_client(each) for each in page.events})
    context = {
        "applications": applications.mine(citizen_id),
        "box": mailbox.box(citizen_id),
        "mine": profile_of(citizen_id),
        "history": [(_said(each, called), each.at) for each in page.events],
        "older": page.next,
        "first": cursor is None,
    }
    record(viewer, ConsentsRead())
    return show(request, viewer, "consents", context)


def _client(event: Seen) -> str:
    return str(event.details.get("client", ""))


def _said(event: Seen, called: Mapping[str, str]) -> str:
    """One line of the history. An application that is gone keeps the name it has in the trail."""
    client = _client(event)
    return _(_HISTORY[event.tag]) % {"name": called.get(client, client)}
