"""What goes out about notices: one or several in one e-mail, a text, a push (E5, C6).

A letter names who tells and what, greets with the name that somebody chose, and says how to check it. Nothing in it
signs anybody in, and nothing tells us that it was read.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from burgerprofiel.kit import formats
from burgerprofiel.kit.letters import writing
from burgerprofiel.kit.letters.sheet import Facts, Heading, Item, Items, Part, Sheet, Text
from burgerprofiel.kit.letters.topics import Topic
from burgerprofiel.kit.letters.writing import Going
from burgerprofiel.kit.post import Message, septets
from burgerprofiel.kit.ssin import without_numbers
from burgerprofiel.notices.kinds.kind import Group
from burgerprofiel.notices.letters import looks
from burgerprofiel.notices.letters.told import Told
from burgerprofiel.notices.preferences import unsubscribe, words
from burgerprofiel.notices.preferences.unsubscribe import Meant
from burgerprofiel.people.profile.contact import Reach

MOST = 20
"""Notices that one e-mail names; of the others it says how many."""
SEGMENTS = 2
"""Of a text (SMS)."""
TITLE, TEXT = 160, 600
"""Characters of one notice; the whole of it stands in the portal."""


def mail(reach: Reach, told: Sequence[Told], delivery_id: UUID) -> Message:
    """Write the e-mail that tells these, in their language. Raises ValueError when they have no address."""
    if not reach.email:
        raise ValueError("There is no address to write to.")
    with translation.override(reach.language):
        sheet = _one(reach, told[0]) if len(told) == 1 else _several(reach, told)
        brand = looks.of(told)
        return writing.written(
            sheet, Going(delivery_id.hex, reach.email.value, headers=_headers(reach, told), brand=brand)
        )


def _one(reach: Reach, told: Told) -> Sheet:
    said = told.words
    facts = [(_("Comes from"), told.by)] if told.by else []
    facts.append((_("When"), formats.moment(told.came_at)))
    if told.happened_on:
        facts.append((_("Happened on"), formats.day(told.happened_on)))
    parts: list[Part] = [Text(_short(said.text, TEXT))] if said.text else []
    return Sheet(
        topic=Topic[told.group.name],
        subject=_short(said.title, TITLE),
        parts=(*parts, Facts(tuple(facts)), Text(_where())),
        name=reach.call_name,
        look_under=_("Notices"),
        end=_end([told]),
    )


def _several(reach: Reach, told: Sequence[Told]) -> Sheet:
    words_of = {"num": len(told), "product": settings.CONFIG.brand_product}
    groups = list(dict.fromkeys(each.group for each in told))
    return Sheet(
        topic=Topic[groups[0].name] if len(groups) == 1 else Topic.SEVERAL,
        subject=ngettext("%(num)s new notice in %(product)s", "%(num)s new notices in %(product)s", len(told))
        % words_of,
        parts=(Text(_("This is new for you since the last e-mail.")), *_grouped(told), Text(_where())),
        name=reach.call_name,
        look_under=_("Notices"),
        end=_end(told),
    )


def _grouped(told: Sequence[Told]) -> list[Part]:
    named, parts = told[:MOST], list[Part]()
    for group in dict.fromkeys(each.group for each in named):
        items = tuple(_item(each) for each in named if each.group is group)
        parts += [Heading(words.title(group)), Items(items)]
    more = len(told) - len(named)
    if more:
        parts.append(Text(ngettext("And %(num)s more.", "And %(num)s more.", more) % {"num": more}))
    return parts


def _item(told: Told) -> Item:
    said = told.words
    on = told.happened_on
    happened = _("happened on %(date)s") % {"date": formats.day(on)} if on else ""
    small = " · ".join(each for each in (told.by, formats.moment(told.came_at), happened) if each)
    return Item(_short(said.title, TITLE), _short(said.text, TEXT), small)


def _where() -> str:
    words = {"product": settings.CONFIG.brand_product, "where": _("Notices")}
    return _("You read more in %(product)s, under “%(where)s”.") % words


def _end(told: Sequence[Told]) -> tuple[str, ...]:
    if all(each.must for each in told):
        return (_("We always send this kind of e-mail: it cannot be switched off."),)
    return (_("You choose what we write about, and how often: in your profile, under “How we tell you”."),)


def _headers(reach: Reach, told: Sequence[Told]) -> dict[str, str]:
    """One click ends e-mails of the group that a letter is of; of several groups that daily letter, as far as it names
    them. What cannot be switched off has no such header.
    """
    groups = tuple(dict.fromkeys(each.group for each in told[:MOST] if not each.must))
    if not groups:
        return {}
    meant = Meant(reach.citizen_id, groups, daily=len(groups) > 1)
    return {
        "List-Unsubscribe": f"<{unsubscribe.address(meant)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def text(reach: Reach, told: Sequence[Told], delivery_id: UUID) -> Message:
    """Write the text (SMS) that tells these, without a link. Raises ValueError when they have no number."""
    if not reach.phone:
        raise ValueError("There is no number to write to.")
    with translation.override(reach.language):
        return writing.text(delivery_id.hex, reach.phone.value, said_on_a_phone(told))


def said_on_a_phone(told: Sequence[Told]) -> str:
    """Return the words of a text, in the language that is active, in two segments at most."""
    product = settings.CONFIG.brand_product
    look = _("Look there under Notices.")
    said = (
        told[0].words.title
        if len(told) == 1
        else ngettext("%(num)s new notice", "%(num)s new notices", len(told)) % {"num": len(told)}
    )
    return ending_with(without_numbers(" ".join(f"{product}: {said}".split())), look)


def ending_with(begin: str, end: str) -> str:
    """Return a text that fits: of a long one its beginning, and always its end."""
    whole = septets.slim(f"{begin.rstrip('.')}. {end}")
    room = len(begin)
    while septets.length(whole).segments > SEGMENTS and room > 0:
        room -= 8
        whole = septets.slim(f"{_short(begin, room)} {end}")
    return whole


def push(told: Sequence[Told], delivery_id: UUID, language: str = "nl") -> bytes:
    """Return what a push says, as JSON: what it is about and who tells, never what they tell.

    A device shows it on a locked screen, and it passes a service of somebody else (sealed for the device).
    """
    with translation.override(language):
        about = ", ".join(dict.fromkeys(_about(each) for each in told[:3]))
        said = {"id": delivery_id.hex, "title": settings.CONFIG.brand_product, "text": about, "count": len(told)}
        return msgspec.json.encode(said | {"lang": language, "path": "/meldingen"})


def _about(told: Told) -> str:
    title = words.title(Group(told.group))
    return without_numbers(f"{title} ({_short(told.by, 80)})" if told.by else title)


def _short(said: str, most: int) -> str:
    """Return a text, or its beginning."""
    return said if len(said) <= most else f"{said[:most].rsplit(' ', 1)[0].rstrip(' ,;:.')}…"
