"""`sms.localhost`: the gateway (`POST /berichten`) and its page; `post.localhost`: the page of the mailbox.

Both tell the same list as JSON at `/berichten.json`. Only the last two hundred are kept, in memory. With a button an
address is closed: the mail server refuses it from then on, as one whose owner left, until the button is used again.
"""

from __future__ import annotations

import re
from collections import deque
from datetime import datetime
from email import message_from_bytes, policy
from html import escape
from urllib.parse import parse_qs, quote
from zoneinfo import ZoneInfo

import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

KEPT = 200


class Letter(msgspec.Struct, frozen=True):
    """A text or an e-mail as it came in."""

    id: str
    to: str
    text: str
    subject: str = ""
    at: str = ""
    html: str = ""
    """Of an e-mail: its page."""
    ends: str = ""
    """Of an e-mail: where its sender says one click ends them (`List-Unsubscribe`)."""


class _Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    to: str
    text: str
    id: str


def _now() -> str:
    return datetime.now(ZoneInfo("Europe/Brussels")).strftime("%H:%M:%S")


class Box:
    """What came in, the newest first."""

    def __init__(self, title: str, empty: str) -> None:
        """Name it."""
        self.title, self.empty = title, empty
        self.letters: deque[Letter] = deque(maxlen=KEPT)

    def put(self, letter: Letter) -> None:
        """Keep a letter; the same id twice is one."""
        if all(each.id != letter.id for each in self.letters):
            self.letters.appendleft(letter)

    async def listed(self, _request: Request) -> Response:
        """`GET /berichten.json`."""
        return JSONResponse([msgspec.to_builtins(msgspec.structs.replace(each, html="")) for each in self.letters])

    async def look(self, request: Request) -> Response:
        """`GET /berichten/<id>`: an e-mail as a mail program shows it, which fetches nothing and runs nothing."""
        found = next((each for each in self.letters if each.id.strip("<>") == request.path_params["id"]), None)
        policy = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups"}
        return HTMLResponse(found.html if found else "", 200 if found and found.html else 404, headers=policy)

    async def page(self, _request: Request) -> Response:
        """`GET /`: the list for people."""
        told = "".join(_told(letter) for letter in self.letters) or f"<p>{self.empty}</p>"
        return HTMLResponse(_PAGE.format(title=self.title, letters=told), headers={"Cache-Control": "no-store"})


def _told(letter: Letter) -> str:
    subject = f"<h2>{escape(letter.subject)}</h2>" if letter.subject else ""
    head = f"<p><b>{escape(letter.to)}</b> <time>{escape(letter.at)}</time></p>"
    look = f"berichten/{quote(letter.id.strip('<>'), safe='')}"
    page = f"<p><a href='{look}'>{_AS_PAGE}</a></p>" if letter.html else ""
    ends = f"<p><a href='{escape(letter.ends)}'>{_ENDS}</a></p>" if letter.ends else ""
    close = _close(letter.to) if "@" in letter.to else ""
    return f"<article>{head}{subject}{page}<p class=t>{_with_links(letter.text)}</p>{ends}{close}</article>"


def _close(to: str) -> str:
    said = "Dit adres weer openen" if is_closed(to) else "Dit adres opheffen (nieuwe post komt dan terug)"
    return (
        f'<form method="post" action="/opheffen"><input type="hidden" name="to" value="{escape(to)}">'
        f"<button>{said}</button></form>"
    )


def is_closed(to: str) -> bool:
    """Whether nobody is at this address any more."""
    return to.strip("<> ").lower() in _CLOSED


async def close(request: Request) -> Response:
    """`POST /opheffen`: close an address, or open it again."""
    to = parse_qs((await request.body()).decode(errors="replace")).get("to", [""])[0].strip("<> ").lower()
    if "@" in to and len(to) <= 254:
        _CLOSED.symmetric_difference_update({to})
    return RedirectResponse("/", 303)


def _with_links(text: str) -> str:
    """Addresses can be clicked, as in every mailbox."""
    return _ADDRESS.sub(r'<a href="\g<0>">\g<0></a>', escape(text))


_CLOSED = set[str]()
_AS_PAGE = "Bekijk met opmaak, zoals een mailprogramma ze toont"
_ENDS = "Uitschrijven (de knop die een mailprogramma zelf toont)"
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")


_PAGE = (
    '<!doctype html><html lang="nl"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    '<meta name="color-scheme" content="light dark"><title>{title}</title>'
    "<style>body{{font:1rem/1.6 system-ui;max-width:44rem;margin:2rem auto;padding:0 1rem}}h2{{font-size:1rem}}"
    "article{{border-top:1px solid #8888;padding:.5rem 0}}time{{opacity:.8}}"
    "body{{overflow-wrap:anywhere}}.t{{white-space:pre-wrap}}p,h2{{margin:.2rem 0}}a{{color:inherit}}</style>"
    "<main><h1>{title}</h1><p><a href='/'>Opnieuw kijken</a></p>{letters}</main></html>"
)
TEXTS = Box("Telefoon (nagemaakt)", "Nog geen sms. Vraag bij het aanmelden een code, dan verschijnt ze hier.")
MAILS = Box("Mailbox (nagemaakt)", "Nog geen e-mail. Vraag bij het aanmelden een code, dan verschijnt ze hier.")


def deliver(raw: bytes) -> None:
    """Put a letter in the mailbox."""
    letter = message_from_bytes(raw, policy=policy.default)
    body, page = letter.get_body(("plain",)), letter.get_body(("html",))
    MAILS.put(
        Letter(
            id=str(letter["Message-ID"] or _now()).strip(),
            to=str(letter["To"] or ""),
            subject=str(letter["Subject"] or ""),
            text=str(body.get_content()) if body else "",
            at=_now(),
            html=str(page.get_content()) if page else "",
            ends=next(iter(_ADDRESS.findall(str(letter["List-Unsubscribe"] or ""))), ""),
        )
    )


async def take(request: Request) -> Response:
    """`POST /berichten`: a text for a telephone."""
    if not request.headers.get("authorization", "").startswith("Bearer "):
        return JSONResponse({"error": "secret"}, 401)
    try:
        text = msgspec.json.decode(await request.body(), type=_Text)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return JSONResponse({"error": str(error)}, 400)
    TEXTS.put(Letter(id=text.id, to=text.to, text=text.text, at=_now()))
    return JSONResponse({"id": text.id}, 202)


def routes_sms() -> list[BaseRoute]:
    """The routes of sms.localhost."""
    return [
        Route("/", TEXTS.page),
        Route("/berichten.json", TEXTS.listed),
        Route("/berichten", take, methods=["POST"]),
    ]


def routes_post() -> list[BaseRoute]:
    """The routes of post.localhost."""
    return [
        Route("/", MAILS.page),
        Route("/berichten.json", MAILS.listed),
        Route("/berichten/{id}", MAILS.look),
        Route("/opheffen", close, methods=["POST"]),
    ]
