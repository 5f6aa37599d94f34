"""What events of mandates and the profile are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop

from burgerprofiel.privacy.trail.plain import Area, Ground, Plain

WORDS: Mapping[str, Plain] = {
    "people.mandate.given": Plain(Area.MANDATES, Ground.SERVICE, gettext_noop("Mandate given")),
    "people.mandate.accepted": Plain(Area.MANDATES, Ground.SERVICE, gettext_noop("Mandate accepted")),
    "people.mandate.confirmed": Plain(Area.MANDATES, Ground.SERVICE, gettext_noop("Mandate confirmed")),
    "people.mandate.limited": Plain(Area.MANDATES, Ground.SERVICE, gettext_noop("Mandate made narrower")),
    "people.mandate.ended": Plain(Area.MANDATES, Ground.SERVICE, gettext_noop("Mandate ended")),
    "people.mandate.invited_again": Plain(
        Area.MANDATES, Ground.SERVICE, gettext_noop("Another code for a mandate asked")
    ),
    "people.call_name.chosen": Plain(Area.PROFILE, Ground.SERVICE, gettext_noop("Call name chosen")),
    "people.call_name.removed": Plain(Area.PROFILE, Ground.SERVICE, gettext_noop("Call name removed")),
    "people.given_name.kept": Plain(Area.PROFILE, Ground.SERVICE, gettext_noop("First name kept, to greet you with")),
    "people.greeting.refused": Plain(Area.PROFILE, Ground.SERVICE, gettext_noop("Greeting without a name chosen")),
    "people.greeting.allowed": Plain(Area.PROFILE, Ground.SERVICE, gettext_noop("Greeting with a name chosen again")),
    "people.language.chosen": Plain(Area.PROFILE, Ground.SERVICE, gettext_noop("Language chosen")),
    "people.language.removed": Plain(Area.PROFILE, Ground.SERVICE, gettext_noop("Choice of language removed")),
    "people.photo.chosen": Plain(Area.PROFILE, Ground.SERVICE, gettext_noop("Photo added to your profile")),
    "people.photo.removed": Plain(Area.PROFILE, Ground.SERVICE, gettext_noop("Photo removed from your profile")),
    "people.contact.asked": Plain(
        Area.PROFILE, Ground.SERVICE, gettext_noop("Code sent to check an e-mail address or phone")
    ),
    "people.contact.proved": Plain(Area.PROFILE, Ground.SERVICE, gettext_noop("E-mail address or phone confirmed")),
    "people.contact.preferred": Plain(
        Area.PROFILE, Ground.SERVICE, gettext_noop("Chosen which e-mail address or phone comes first")
    ),
    "people.contact.removed": Plain(Area.PROFILE, Ground.SERVICE, gettext_noop("E-mail address or phone removed")),
    "people.contact.died": Plain(
        Area.PROFILE, Ground.SERVICE, gettext_noop("Noticed that an e-mail address or phone does not work")
    ),
    "people.contact.revived": Plain(
        Area.PROFILE, Ground.SERVICE, gettext_noop("Noticed that an e-mail address or phone works again")
    ),
    "people.address.saved": Plain(Area.PROFILE, Ground.SERVICE, gettext_noop("Address saved")),
    "people.address.removed": Plain(Area.PROFILE, Ground.SERVICE, gettext_noop("Saved address removed")),
    "people.profile.unused": Plain(Area.PROFILE, Ground.LAW, gettext_noop("Noticed that you did not sign in for long")),
    "people.profile.rests": Plain(Area.PROFILE, Ground.LAW, gettext_noop("Letters ended, after a death was reported")),
    "people.profile.awake": Plain(Area.PROFILE, Ground.LAW, gettext_noop("Letters go out again after a mistake")),
    "people.profile.forgotten": Plain(Area.PROFILE, Ground.LAW, gettext_noop("Profile removed")),
}
