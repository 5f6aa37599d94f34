"""The pages of the simulated itsme: whose phone it is, and that phone. They need no script."""

from __future__ import annotations

from html import escape
from pathlib import Path

from burgerprofiel.simulators.itsme.accounts import CODE, SHOWN, Account, Oddity
from burgerprofiel.simulators.itsme.provider import Question
from burgerprofiel.simulators.itsme.words import WORDS

_LOOK = (Path(__file__).parent / "static" / "itsme.css").read_text()


def _whole(language: str, title: str, content: str) -> str:
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_LOOK}</style>"
        f"<main><header><span aria-hidden=true>i</span>{WORDS[language]['title']}</header>{content}</main></html>"
    )


def choose(question: Question, name: str, found: list[Account], search: str) -> str:
    """Whose phone is it?"""
    say = WORDS[question.language]
    rows = "".join(_row(account, say, first=number == 0) for number, account in enumerate(found[:SHOWN]))
    listed = f"<fieldset><legend>{say['phones']}</legend>{rows}</fieldset>" if rows else f"<p>{say['none']}</p>"
    more = f"<p>{say['more']}</p>" if len(found) > SHOWN else ""
    go = f"<button class=first name=kies value=1>{say['next']}</button>" if rows else ""
    content = (
        f"<div class=card><h1>{say['whose']}</h1><p>{say['intro']}</p>"
        f"<form method=post action=/v2/kies><input type=hidden name=vraag value={name}>"
        f'<div class=row><label class=field>{say["search"]}<input name=zoek value="{escape(search)}" '
        f"autocomplete=off></label><button name=zoeken value=1>{say['find']}</button></div></form>"
        f"<form method=post action=/v2/kies><input type=hidden name=vraag value={name}>"
        f"{listed}{more}<div class=acts>{go}<button name=weiger value=1 formnovalidate>{say['stop']}</button></div>"
        "</form></div>"
    )
    return _whole(question.language, say["whose"], content)


def _row(account: Account, say: dict[str, str], *, first: bool) -> str:
    oddity = f" · {say[account.oddity.value]}" if account.oddity is not Oddity.NONE else ""
    return (
        f"<label><input type=radio name=wie value={account.id}{' checked' if first else ''} required>"
        f"<span>{escape(account.name)}</span><small>{account.phone}{oddity}</small></label>"
    )


def phone(question: Question, name: str, account: Account, *, wrong: bool = False) -> str:
    """The phone itself. With a fingerprint it is basic, with the code advanced."""
    say = WORDS[question.language]
    said = f"<p class=bad id=wrong role=alert>{say['wrong']}</p>" if wrong else ""
    finger = "" if question.advanced else f"<button name=vinger value=1 formnovalidate>{say['finger']}</button>"
    content = (
        f"<div class='card device'><h1>{escape(say['phone'].format(name=account.name))}</h1><p>{say['asks']}</p>"
        f"<form method=post action=/v2/bevestig><input type=hidden name=vraag value={name}>"
        f"<input type=hidden name=wie value={account.id}>{said}"
        f"<label class=field>{say['code']}<input name=code inputmode=numeric maxlength=5 autocomplete=off required "
        f'aria-describedby="hint{" wrong" if wrong else ""}"{" aria-invalid=true" if wrong else ""}></label>'
        f"<p id=hint>{say['hint']}</p><div class=acts><button class=first>{say['confirm']}</button>{finger}"
        f"<button name=weiger value=1 formnovalidate>{say['stop']}</button></div></form></div>"
    )
    return _whole(question.language, say["phone"].format(name=escape(account.name)), content)


def front(known: list[Account]) -> str:
    """What somebody sees who opens this address."""
    rows = "".join(f"<li>{escape(account.name)}, {account.phone}</li>" for account in known[:50])
    content = (
        "<div class=card><h1>itsme (nagemaakt)</h1><p>Dit is de nagemaakte itsme van de demo. Ze opent vanzelf "
        f"wanneer u met itsme aanmeldt. De code van iedereen is <b>{CODE}</b>.</p><ul>{rows}</ul></div>"
    )
    return _whole("nl", "itsme (nagemaakt)", content)


def over() -> str:
    """A page that was open for too long, or was answered already."""
    content = (
        "<div class=card><h1>Deze vraag is voorbij</h1><p>Ga terug naar Mijn Burgerprofiel en begin opnieuw.</p></div>"
    )
    return _whole("nl", "Deze vraag is voorbij", content)


def wrong(detail: str) -> str:
    """A question that a partner may not ask; for its developer."""
    content = f"<div class=card lang=en><h1>This request cannot be answered</h1><p>{escape(detail)}.</p></div>"
    return _whole("nl", "This request cannot be answered", content)
