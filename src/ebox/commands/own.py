"""`ebox configure` and `ebox check`: with which registry, as whom; and whether that works."""

from __future__ import annotations

from ebox import profile
from ebox.addresses import MESSAGES, PUBLISH, READ, STATUSES
from ebox.options import Commands, Told, registry
from ebox.registry import Registry
from ebox.say import Say
from ebox.trouble import Exit, TroubleError


def add(commands: Commands) -> None:
    """Add the commands."""
    configure = commands.add("configure", _configure, "write the profile: with which registry, and as whom")
    for name, about in profile.NAMES.items():
        configure.add_argument(f"--{name.replace('_', '-')}", dest=name, metavar="TEXT", help=about)
    commands.add("check", _check, "try the profile: a token, and what it opens")


def _configure(told: Told, say: Say) -> Exit:
    given = {name: text for name in profile.NAMES if (text := getattr(told, name)) is not None}
    path = profile.place(told.profile)
    if not given:
        profile.read(path)
        raise TroubleError("Say what is to change, “--registry https://…” for instance.", Exit.USAGE)
    made = profile.write(path, given)
    missing = [name for name in ("registry", "access", "client_id") if not getattr(made, name)]
    if not made.secret_file and not made.key_file:
        missing.append("secret_file")
    say.program({"profile": str(path), "missing": missing})
    say.people(f"Written to {path}.", *([f"Still needed: {', '.join(missing)}."] if missing else []))
    return Exit.DONE


def _check(told: Told, say: Say) -> Exit:
    with_registry = registry(told)
    found = {"publish": _may_publish(with_registry), "read": _may_read(with_registry)}
    say.program({"registry": with_registry.profile.registry, "client": with_registry.profile.client_id, **found})
    may = [name for name, holds in found.items() if holds]
    say.people(
        f"{with_registry.profile.registry} knows “{with_registry.profile.client_id}”"
        + (f": it may {' and '.join(may)}." if may else ", but lets it do nothing here: ask its operator for scopes.")
    )
    return Exit.DONE if may else Exit.SOME


def _may_publish(with_registry: Registry) -> bool:
    try:
        return with_registry.ask("POST", STATUSES, [PUBLISH], json={"messageIds": []}).status == 200
    except TroubleError as error:
        return _without_scope(error)


def _may_read(with_registry: Registry) -> bool:
    try:
        return with_registry.ask("GET", MESSAGES, READ, params={"pageSize": 1}).status == 200
    except TroubleError as error:
        return _without_scope(error)


def _without_scope(error: TroubleError) -> bool:
    """A client that lacks a scope is told so; anything else is trouble."""
    if "scope" in str(error):
        return False
    raise error
