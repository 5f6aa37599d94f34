"""What events of certificates are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop

from burgerprofiel.privacy.trail.plain import Area, Ground, Plain

WORDS: Mapping[str, Plain] = {
    "certificates.certificate.asked": Plain(Area.CERTIFICATES, Ground.SERVICE, gettext_noop("Certificate asked for")),
    "certificates.certificate.ready": Plain(
        Area.CERTIFICATES, Ground.SERVICE, gettext_noop("Certificate made and sealed")
    ),
    "certificates.certificate.failed": Plain(
        Area.CERTIFICATES, Ground.SERVICE, gettext_noop("A certificate could not be made")
    ),
    "certificates.certificate.fetched": Plain(
        Area.CERTIFICATES, Ground.SERVICE, gettext_noop("Certificate opened or saved")
    ),
    "certificates.certificate.restamped": Plain(
        Area.CERTIFICATES, Ground.SERVICE, gettext_noop("Seal of a certificate renewed")
    ),
    "certificates.certificate.withdrawn": Plain(Area.CERTIFICATES, Ground.LAW, gettext_noop("Certificate withdrawn")),
    "certificates.provided.put": Plain(Area.CERTIFICATES, Ground.TASK, gettext_noop("Certificate put here for you")),
    "certificates.provided.taken_back": Plain(Area.CERTIFICATES, Ground.TASK, gettext_noop("Certificate taken away")),
    "certificates.provided.listed": Plain(
        Area.CERTIFICATES, Ground.TASK, gettext_noop("Read which certificates lie here for you")
    ),
    "certificates.provided.fetched": Plain(Area.CERTIFICATES, Ground.TASK, gettext_noop("Certificate fetched")),
    "certificates.register.asked": Plain(
        Area.CERTIFICATES, Ground.SERVICE, gettext_noop("Certificate of the National Register asked for")
    ),
    "certificates.register.fetched": Plain(
        Area.CERTIFICATES, Ground.SERVICE, gettext_noop("Certificate of the National Register saved")
    ),
    "certificates.mail.asked": Plain(
        Area.CERTIFICATES, Ground.SERVICE, gettext_noop("Asked to send a certificate by e-mail")
    ),
    "certificates.mail.ended": Plain(
        Area.CERTIFICATES, Ground.SERVICE, gettext_noop("E-mail with a certificate sent or given up")
    ),
    "certificates.list.seen": Plain(
        Area.CERTIFICATES, Ground.SERVICE, gettext_noop("List of your certificates looked at")
    ),
    "certificates.fetched.listed": Plain(
        Area.CERTIFICATES, Ground.SERVICE, gettext_noop("Asked at another body which certificates it keeps of you")
    ),
    "certificates.fetched.saved": Plain(
        Area.CERTIFICATES, Ground.SERVICE, gettext_noop("Certificate of another body saved")
    ),
}
