"""What pages about permits say of one."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from burgerprofiel.certificates.verifying.others import Standing
from burgerprofiel.kit import formats
from burgerprofiel.permits.content import Paper
from burgerprofiel.permits.queries import Permit
from burgerprofiel.sources.facts import Tag

LANGUAGES = {"nl": "Nederlands", "fr": "Français", "de": "Deutsch", "en": "English"}


def tag(permit: Permit) -> Tag:
    """How it stands, in a word or two."""
    if permit.ends_soon:
        return Tag(left(permit), "act")
    return {
        Standing.COUNTS: lambda: Tag(pgettext("permit", "Counts"), "good"),
        Standing.NOT_YET: lambda: Tag(pgettext("permit", "Not yet"), "plain"),
        Standing.SUSPENDED: lambda: Tag(pgettext("permit", "Suspended"), "bad"),
        Standing.REVOKED: lambda: Tag(pgettext("permit", "Revoked"), "bad"),
        Standing.OVER: lambda: Tag(pgettext("permit", "Over"), "plain"),
    }[permit.standing]()


def left(permit: Permit) -> str:
    """How long it still counts."""
    days = permit.days_left or 0
    if not days:
        return _("Today is the last day")
    return ngettext("Ends in %(n)s day", "Ends in %(n)s days", days) % {"n": days}


def counts(permit: Permit) -> str:
    """From when until when."""
    begin = formats.day(permit.valid_from)
    if permit.last_day is None:
        return _("from %(begin)s, without end") % {"begin": begin}
    return _("from %(begin)s up to and including %(end)s") % {"begin": begin, "end": formats.day(permit.last_day)}


class Meaning(NamedTuple):
    """What a standing means for who has the permit."""

    tone: str
    title: str
    text: str


def meaning(permit: Permit) -> Meaning:
    """What its standing means for who has it."""
    named = {"issuer": permit.said.issuer, "day": formats.day(permit.valid_from)}
    marked = {"name": permit.said.issuer, "moment": formats.moment(permit.status_at)}
    return {
        Standing.COUNTS: lambda: _counting(permit),
        Standing.NOT_YET: lambda: Meaning(
            "plain", _("It does not count yet"), _("You may use it from %(day)s.") % named
        ),
        Standing.SUSPENDED: lambda: Meaning(
            "bad",
            _("You may not use it for now"),
            _("%(name)s suspended it on %(moment)s. Until that is over it does not count.") % marked,
        ),
        Standing.REVOKED: lambda: Meaning(
            "bad",
            _("You may not use it any more"),
            _("%(name)s revoked it on %(moment)s. Whoever checks its document reads that too.") % marked,
        ),
        Standing.OVER: lambda: Meaning(
            "plain",
            _("Its time is over"),
            _("It does not count any more. Do you still need it? Ask %(issuer)s for a new one.") % named,
        ),
    }[permit.standing]()


def _counting(permit: Permit) -> Meaning:
    if not permit.ends_soon:
        return Meaning("good", _("You may use this permit"), _("It counts now."))
    text = _("Do you still need it after that? Ask %(issuer)s in time for a new one.")
    return Meaning("act", left(permit), text % {"issuer": permit.said.issuer})


def others(permit: Permit, *, is_citizen: bool) -> str:
    """Who else may use it: how many, never who."""
    said = permit.said
    people = ngettext("%(n)s other person", "%(n)s other people", said.people) if is_citizen else ""
    people = people or ngettext("%(n)s person", "%(n)s people", said.people)
    bodies = ngettext("%(n)s organisation", "%(n)s organisations", said.organisations) if is_citizen else ""
    bodies = bodies or ngettext("%(n)s other organisation", "%(n)s other organisations", said.organisations)
    told = [people % {"n": said.people}] if said.people else []
    told += [bodies % {"n": said.organisations}] if said.organisations else []
    return _(" and ").join(told)


def paper(it: Paper) -> str:
    """What a document is called."""
    return it.title or _("The permit")


def language(it: Paper) -> str:
    """Its language in itself, where it is not the reader's."""
    return "" if it.language == get_language() else LANGUAGES[it.language]


def file_name(permit: Permit, it: Paper) -> str:
    """As it is saved."""
    return f"{permit.said.title} - {paper(it)} - {it.language}.pdf"
