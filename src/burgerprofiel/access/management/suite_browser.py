"""How the browser of the OpenID Foundation's suite signs in to the demo: with the simulated itsme, without a script.

In the suite's own notation (its class BrowserControl): for an address that it opens, tasks in order; each is for a page
and may be left out when another page is there.
"""

from __future__ import annotations

from django.conf import settings

from burgerprofiel.access.provider.id_token import issuer

PERSON, CODE = "Vandenbos", "12345"
"""Whom it signs in, and the itsme code of everybody in the demo."""
_WAIT = 10
"""Seconds."""
Steps = dict[str, object]


def automation(alias: str, plan: str) -> Steps:
    """Return `browser` and `override` of the configuration."""
    return {"browser": _usual(alias), "override": (_of_oidcc if plan == "oidcc" else _of_fapi)(alias)}


def _auth(tasks: list[Steps], **more: object) -> Steps:
    return {"match": f"{issuer()}/v1/auth*", **more, "tasks": tasks}


def _end(tasks: list[Steps]) -> Steps:
    return {"match": f"{issuer()}/v1/logout*", "tasks": tasks}


def _task(name: str, page: str, *commands: list[object], optional: bool = False) -> Steps:
    return {"task": name, "match": page, **({"optional": True} if optional else {}), "commands": list(commands)}


def _picture(name: str, page: str, *, optional: bool = False) -> Steps:
    """The suite wants to keep this page for who reads its log."""
    action = "update-image-placeholder-optional" if optional else "update-image-placeholder"
    return _task(name, page, ["wait", "css", "h1", _WAIT, ".+", action], optional=optional)


def _usual(alias: str) -> list[Steps]:
    agree = _task("Sign out", f"{issuer()}/v1/logout*", ["click", "css", _BUTTON], optional=True)
    return [_auth(_sign_in(alias)), _end([agree, {"task": "Back", "match": f"*/test/a/{alias}/post_logout_redirect*"}])]


_BUTTON = "main form[method=post] button.button"


def _sign_in(alias: str, *first: Steps) -> list[Steps]:
    """Sign in, and agree, where that is asked; then back at the suite."""
    itsme = f"{settings.CONFIG.origin('itsme.localhost')}/v2"
    return [
        *first,
        _task("Choose a key", f"{issuer()}/aanmelden?*", ["click", "css", "a.key[href*='/bij/itsme']"], optional=True),
        _task(
            "Find who it is",
            f"{itsme}/authorization*",
            ["text", "name", "zoek", PERSON],
            ["click", "name", "zoeken"],
            optional=True,
        ),
        _task("Whose telephone", f"{itsme}/kies", ["click", "name", "kies"], optional=True),
        _task("Confirm", f"{itsme}/kies", ["text", "name", "code", CODE], ["click", "css", ".first"], optional=True),
        _task("Agree", f"{issuer()}/toestemming*", ["click", "css", _BUTTON], optional=True),
        _back(alias),
    ]


def _back(alias: str) -> Steps:
    return _task("Back", f"*/test/a/{alias}/callback*", ["wait", "id", "submission_complete", _WAIT])


def _of_oidcc(alias: str) -> dict[str, Steps]:
    """What goes otherwise in modules of the oidcc plans."""
    keys, out = f"{issuer()}/aanmelden?*", f"{issuer()}/v1/logout*"
    again = _auth(_sign_in(alias, _picture("The second time", keys, optional=True)))
    wrong = _auth([_picture("What is wrong", f"{issuer()}/v1/auth*")])
    agree = _task("Sign out", out, ["click", "css", _BUTTON])
    asked = [_auth(_sign_in(alias)), _end([_picture("The citizen is asked", out)])]
    left = [_auth(_sign_in(alias)), _end([agree, _picture("Signed out", f"{issuer()}/afmelden")])]
    at_once = [_auth(_sign_in(alias)), _end([_picture("Signed out", out)])]
    logout = "oidcc-rp-initiated-logout"
    return {
        "oidcc-prompt-login": {"browser": [again]},
        "oidcc-max-age-1": {"browser": [again]},
        "oidcc-ensure-registered-redirect-uri": {"browser": [wrong]},
        "oidcc-ensure-request-object-with-redirect-uri": {"browser": [wrong]},
        f"{logout}-no-params": {"browser": left},
        f"{logout}-only-state": {"browser": left},
        f"{logout}-no-post-logout-redirect-uri": {"browser": at_once},
        **{f"{logout}-{each}": {"browser": asked} for each in _ASKED},
    }


_ASKED = (
    "bad-post-logout-redirect-uri",
    "query-added-to-post-logout-redirect-uri",
    "modified-id-token-hint",
    "bad-id-token-hint",
    "no-id-token-hint",
)


def _of_fapi(alias: str) -> dict[str, Steps]:
    """What goes otherwise in modules of the FAPI plan."""
    keys = f"{issuer()}/aanmelden?*"
    cancel = _task("Cancel", keys, ["click", "css", "a[href*='/aanmelden/annuleren']"])
    wrong = [_picture("What is wrong", f"{issuer()}/v1/auth*")]
    only_look = _auth([_task("Only look", keys)], **{"match-limit": 1})
    seen = _auth(_sign_in(alias, _picture("The second time", keys, optional=True)))
    once = _auth(_sign_in(alias), **{"match-limit": 1})
    modules: dict[str, Steps] = {
        "user-rejects-authentication": {"browser": [_auth([cancel, _back(alias)])]},
        "par-ensure-reused-request-uri-prior-to-auth-completion-succeeds": {"browser": [only_look, seen]},
        "par-attempt-reuse-request_uri": {"browser": [once, _auth(wrong)]},
        "par-attempt-to-use-expired-request_uri": {"browser": [_auth(wrong)]},
        "par-attempt-to-use-request_uri-for-different-client": {"browser": [_auth(wrong)]},
    }
    return {f"fapi2-security-profile-final-{name}": steps for name, steps in modules.items()}
