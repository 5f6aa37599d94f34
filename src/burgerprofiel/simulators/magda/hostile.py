"""Answers that no decent source would give, for the tests that prove they do no harm."""

from burgerprofiel.simulators.magda.faults import Mode

_WRAP = (
    b'<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>%s</soapenv:Body>'
    b"</soapenv:Envelope>"
)
_REPLY = (
    b"<R><Repliek><Antwoorden><Antwoord><Inhoud><Persoon><INSZ>%s</INSZ>%s</Persoon></Inhoud></Antwoord></Antwoorden>"
    b"</Repliek></R>"
)
_LEVELS = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))

BODIES: dict[Mode, bytes] = {
    Mode.FAULT: _WRAP
    % b"<soapenv:Fault><faultcode>soapenv:Server</faultcode><faultstring>Internal</faultstring></soapenv:Fault>",
    Mode.MALFORMED: b"<soapenv:Envelope xmlns:soapenv='http://schemas.xmlsoap.org/soap/envelope/'><soapenv:Body><Half",
    Mode.BOMB: b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "lol">'
    + _LEVELS
    + b"]>"
    + _WRAP % (_REPLY % (b"0", b"&l11;")),
    Mode.ENTITY: b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    + _WRAP % (_REPLY % (b"0", b"&x;")),
    Mode.CHARSET: b'<?xml version="1.0" encoding="UTF-8"?>' + _WRAP % (_REPLY % (b"0", "é".encode("latin-1"))),
    Mode.OVERLOADED: _WRAP
    % (
        b"<R><Repliek><Uitzonderingen><Uitzondering><Identificatie>99996</Identificatie><Type>FOUT</Type>"
        b"<Diagnose>Te veel gelijktijdige bevragingen</Diagnose></Uitzondering></Uitzonderingen></Repliek></R>"
    ),
}
HUGE_PART = b"<Achternaam>" + b"a" * 65000 + b"</Achternaam>"
HUGE_HEAD, HUGE_TAIL = (_WRAP % (_REPLY % (b"0", b"@"))).split(b"@")
HUGE_PARTS = 50 * 1024 * 1024 // len(HUGE_PART)

NOTHING_FOUND = (
    BODIES[Mode.OVERLOADED]
    .replace(b"99996", b"30001")
    .replace(b"Te veel gelijktijdige bevragingen", b"Geen gegevens gevonden")
)
"""What a folder without a `notfound.xml` of its own answers."""
