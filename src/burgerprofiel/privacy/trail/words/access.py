"""What events of signing in are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop

from burgerprofiel.privacy.trail.plain import Area, Ground, Plain

WORDS: Mapping[str, Plain] = {
    "access.citizen.signed_in": Plain(Area.KEYS, Ground.SERVICE, gettext_noop("Signed in with a digital key")),
    "access.key.refused": Plain(Area.KEYS, Ground.SECURITY, gettext_noop("A digital key was shown and refused")),
    "access.key.added": Plain(Area.KEYS, Ground.SERVICE, gettext_noop("Digital key added")),
    "access.key.removed": Plain(Area.KEYS, Ground.SERVICE, gettext_noop("Digital key removed")),
    "access.password.changed": Plain(Area.KEYS, Ground.SERVICE, gettext_noop("Another user name and password chosen")),
    "access.restriction.set": Plain(Area.KEYS, Ground.LAW, gettext_noop("It was limited what your keys may do")),
    "access.restriction.lifted": Plain(Area.KEYS, Ground.LAW, gettext_noop("A limit on your keys ended")),
    "access.session.opened": Plain(Area.KEYS, Ground.SERVICE, gettext_noop("This site was opened with your key")),
    "access.token.issued": Plain(Area.APPS, Ground.CONSENT, gettext_noop("Told to %(application)s who you are")),
    "access.token.exchanged": Plain(Area.APPS, Ground.CONSENT, gettext_noop("Told to another application who you are")),
    "access.token.ended": Plain(Area.APPS, Ground.SECURITY, gettext_noop("Access of %(application)s ended")),
    "access.organisation.spoken_for": Plain(
        Area.WORK, Ground.CONSENT, gettext_noop("Told to %(application)s for which organisation you work")
    ),
    "access.consent.given": Plain(Area.APPS, Ground.CONSENT, gettext_noop("Consent given to %(application)s")),
    "access.consent.withdrawn": Plain(Area.APPS, Ground.CONSENT, gettext_noop("Consent to %(application)s withdrawn")),
    "access.citizen.signed_out": Plain(Area.KEYS, Ground.SERVICE, gettext_noop("Signed out")),
    "access.key.renamed": Plain(Area.KEYS, Ground.SERVICE, gettext_noop("Digital key given another name")),
    "access.registration.made": Plain(Area.COUNTER, Ground.TASK, gettext_noop("Registered at a counter who you are")),
    "access.registration.refused": Plain(
        Area.COUNTER, Ground.TASK, gettext_noop("A registration at a counter was refused")
    ),
    "access.registration.letter_replaced": Plain(
        Area.COUNTER, Ground.TASK, gettext_noop("Another activation letter printed")
    ),
    "access.registration.link_sent": Plain(Area.COUNTER, Ground.TASK, gettext_noop("Another activation link sent")),
    "access.registration.withdrawn": Plain(
        Area.COUNTER, Ground.TASK, gettext_noop("Registration at a counter withdrawn")
    ),
    "access.registration.read": Plain(
        Area.COUNTER, Ground.TASK, gettext_noop("Looked at your registration at the counter")
    ),
    "access.registration.keys_locked": Plain(Area.KEYS, Ground.TASK, gettext_noop("All your digital keys locked")),
    "access.registration.blocked": Plain(
        Area.COUNTER, Ground.SECURITY, gettext_noop("Wrong codes typed too often: the activation stopped")
    ),
    "access.registration.used": Plain(Area.KEYS, Ground.SERVICE, gettext_noop("Digital keys activated with a letter")),
    "access.mandate.acting_began": Plain(Area.MANDATES, Ground.MANDATE, gettext_noop("Began to act under a mandate")),
    "access.mandate.acting_ended": Plain(Area.MANDATES, Ground.MANDATE, gettext_noop("Stopped acting under a mandate")),
    "access.mandate.told": Plain(
        Area.MANDATES, Ground.MANDATE, gettext_noop("Told to %(application)s that somebody acts under a mandate")
    ),
    "access.client.change_proposed": Plain(
        Area.WORK, Ground.EMPLOYER, gettext_noop("Change to an application proposed")
    ),
    "access.client.change_decided": Plain(
        Area.WORK, Ground.EMPLOYER, gettext_noop("Decided about a change to an application")
    ),
}
