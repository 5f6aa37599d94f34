"""What needs Django before the portal can open: tables, static files, the demo landscape. A child of the launcher.

Each step is skipped when nothing it depends on changed since the last start.
"""

from __future__ import annotations

import io
import sys
import tomllib
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from burgerprofiel.site.launch import fingerprint, prepare_check, secret_files, signing_keys
from burgerprofiel.site.launch.say import complain, step

_ORGANISATIONS = (str(prepare_check.DEMO / "organisations.toml"), "--people", str(prepare_check.DEMO / "people.toml"))
LANDSCAPE = (
    ("access_setup",),
    ("access_upstreams", "--make-keys"),
    ("import_epc_averages", str(prepare_check.AVERAGES)),
    ("organisations_load", *_ORGANISATIONS),
    ("mailbox_senders", str(prepare_check.DEMO / "senders.toml")),
    ("mailbox_demo", str(prepare_check.DEMO / "mail.toml")),
)
"""Management commands that put the demo's own data in place; each is safe to run twice."""


def tables(stamp: fingerprint.Stamp | None, made: Path) -> None:
    """Bring the tables up to date and put the landscape in place; without a stamp (somebody else's database) always."""
    now = prepare_check.tables_fingerprint(str(settings.CONFIG.port))
    if stamp and stamp.matches(now):
        return
    with step("Preparing the database"):
        call_command("migrate", verbosity=0, interactive=False)
    for command in LANDSCAPE:
        call_command(*command, verbosity=0)
    guild(made / "guild.toml")
    programs(made / "clients.toml")
    dossiers(made / "dossier_sources.toml")
    call_command("permits_sources", str(prepare_check.DEMO / "permit_sources.toml"), verbosity=0)
    call_command("permits_demo", str(prepare_check.DEMO / "permits.toml"), verbosity=0)
    call_command("notices_sources", str(prepare_check.DEMO / "notice_sources.toml"), verbosity=0)
    call_command("notices_demo", str(prepare_check.DEMO / "notices.toml"), verbosity=0)
    certificates(settings.CONFIG.data / "simulators" / "certificates")
    feedback(made / "feedback_sources.toml", settings.CONFIG.data / "simulators" / "gtmf")
    other_registry(made / "registry.toml", settings.CONFIG.data / "simulators" / "registry")
    if stamp:
        stamp.write(now)


def guild(file: Path) -> None:
    """Register the demo's application of somebody else at the address where this start serves it."""
    file.write_text(prepare_check.GUILD.read_text().replace("{origin}", settings.CONFIG.origin("gilde.localhost")))
    call_command("access_clients", str(file), stdout=io.StringIO())


def programs(file: Path) -> None:
    """Register the demo's programs, each with a secret or a key that this demo alone has."""
    secrets, written = settings.CONFIG.secrets, (prepare_check.DEMO / "clients.toml").read_text()
    for client in tomllib.loads(written)["client"]:
        name = client["client_id"]
        if "jwks" in client:
            key = signing_keys.public_half(secrets / f"client_{name}.jwk")
            written = written.replace(f'"{{key of {name}}}"', key)
        else:
            secret_files.make_one(secrets / f"client_{name}")
    guild_origin = settings.CONFIG.origin("gilde.localhost")
    file.write_text(written.replace("{secrets}", str(secrets)).replace("{guild}", guild_origin))
    call_command("access_clients", str(file), stdout=io.StringIO())


def dossiers(file: Path) -> None:
    """Register which systems tell of dossiers, one of them where this start serves it, and put in what they told."""
    written = (prepare_check.DEMO / "dossier_sources.toml").read_text()
    file.write_text(written.replace("{cases}", settings.CONFIG.origin("zaken.localhost")))
    call_command("dossiers_sources", str(file), verbosity=0)
    call_command("dossiers_demo", str(prepare_check.DEMO / "dossiers.toml"), verbosity=0)


def certificates(folder: Path) -> None:
    """Make the secret by which the demo's keepers of certificates know the portal; put in what authorities hold."""
    folder.mkdir(parents=True, exist_ok=True)
    secret_files.make_one(folder / "secret")
    call_command("certificates_demo", str(prepare_check.DEMO / "certificates.toml"), verbosity=0)


def feedback(file: Path, folder: Path) -> None:
    """Register who hears of wrong facts: a system where this start serves it, and the desk."""
    folder.mkdir(parents=True, exist_ok=True)
    secret_files.make_one(folder / "secret")
    written = (prepare_check.DEMO / "feedback_sources.toml").read_text()
    written = written.replace("{melding}", settings.CONFIG.origin("melding.localhost"))
    file.write_text(written.replace("{folder}", str(folder)))
    call_command("feedback_sources", str(file), verbosity=0)


def other_registry(file: Path, folder: Path) -> None:
    """Register the demo's other registry, with a secret that lies where the simulators read it."""
    folder.mkdir(parents=True, exist_ok=True)
    secret_files.make_one(folder / "secret")
    file.write_text(prepare_check.REGISTRY.read_text().replace("{folder}", str(folder)))
    call_command("access_clients", str(file), stdout=io.StringIO())


def static(stamp: fingerprint.Stamp) -> None:
    """Gather the static files under names that change with their content."""
    now = prepare_check.static_fingerprint()
    if stamp.matches(now) and (settings.STATIC_ROOT / "staticfiles.json").exists():
        return
    with step("Gathering static files"):
        call_command("collectstatic", verbosity=0, interactive=False, clear=settings.STATIC_ROOT.is_dir())
    stamp.write(now)


def main(made: Path, tables_stamp: str) -> None:
    """Do what is needed; `tables_stamp` is empty when the database is not ours."""
    django.setup()
    static(fingerprint.Stamp(made / "static"))
    tables(fingerprint.Stamp(Path(tables_stamp)) if tables_stamp else None, made)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), sys.argv[2])
    except Exception as error:  # told in one line above the trace, and raised again
        complain(f"{type(error).__name__}: {error}")
        raise
