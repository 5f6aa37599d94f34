"""The environment of the children: the typed configuration (site/config.py) with the demo's values.

What the person set wins, except for what the command line decides.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from burgerprofiel.site import config
from burgerprofiel.site.launch import ports
from burgerprofiel.site.launch.arguments import CHECKOUT
from burgerprofiel.site.launch.problem import StartError

ITSME = Path(__file__).resolve().parents[2] / "simulators" / "itsme" / "upstreams.toml"
"""How the demo speaks to its simulated itsme."""
REGISTRIES = Path(__file__).resolve().parents[2] / "simulators" / "registry" / "registries.toml"
"""Which other registries the demo reads."""
CERTIFICATES = Path(__file__).resolve().parents[2] / "simulators" / "certificates" / "sources.toml"
"""Which sources of certificates the demo asks."""
PLACES = Path(__file__).with_name("demo") / "places.csv"
"""The demo's own municipality."""
_SIMULATORS_MAY_NOT_SEE = ("DATABASE_URL", "MBP_SECRETS")
_COMMANDS_NEED = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PYTHONPATH", "MAGDA_MOCK_DATA")


def surroundings(data: Path, port: int, simulators_port: int, database_url: str) -> dict[str, str]:
    """Return the environment for the children. Raises StartError for settings that are unknown or wrong."""
    usual = {
        "MBP_DEMO": "1",
        "MBP_SCHEME": "http",
        "MBP_SECRETS": str(data / "secrets"),
        "MBP_MAGDA_URL": f"http://magda.localhost:{simulators_port}/Magda-02.00/soap/WebService",
        "MBP_EID_TRUST": str(data / "eid-trust"),
        "MBP_UPSTREAMS": str(ITSME),
        "MBP_REGISTRIES": str(REGISTRIES),
        "MBP_CERTIFICATE_SOURCES": str(CERTIFICATES),
        "MBP_SEAL_SIGNERS": str(data / "simulators" / "trust" / "signers.toml"),
        "MBP_SEAL_TRUST": str(data / "simulators" / "trust" / "anchors.pem"),
        "MBP_SEAL_TIME": f"http://vertrouwen.localhost:{simulators_port}/tijd",
        "MBP_SEAL_RELAY": f"http://vertrouwen.localhost:{simulators_port}",
        "MBP_ADDRESS_URL": f"http://adressen.localhost:{simulators_port}",
        "MBP_ADDRESS_PLACES": str(PLACES),
        "MBP_SMS_URL": f"http://sms.localhost:{simulators_port}/berichten",
        "MBP_SMTP_URL": f"smtp://post.localhost:{ports.choose(0)}",
    }
    decided = {
        "MBP_DATA": str(data),
        "MBP_PORT": str(port),
        "MBP_SIMULATORS_PORT": str(simulators_port),
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "burgerprofiel.site.settings",
        "PYTHONPATH": str(CHECKOUT / "src"),
        "PYTHONUNBUFFERED": "1",
    }
    environment = usual | os.environ | decided
    check(environment)
    return environment


def check(environment: Mapping[str, str]) -> config.Config:
    """Return the configuration. Raises StartError when it is wrong."""
    try:
        return config.load(environment)
    except config.ConfigError as error:
        raise StartError(str(error)) from error


def check_names() -> None:
    """Raise StartError for an unknown or wrong setting, before anything is touched.

    Also for anything but a demo: this start makes cards of invented people and trusts them.
    """
    environment = {"MBP_DATA": "data", "MBP_SECRETS": "secrets", "MBP_DEMO": "1", "MBP_SCANNER": "none"} | os.environ
    if not check(environment).demo:
        raise StartError("This command starts the demo: unset MBP_DEMO, or see docs/operate.md for production.")


def for_simulators(environment: Mapping[str, str]) -> dict[str, str]:
    """The outside world sees neither our database nor our secrets."""
    return {name: value for name, value in environment.items() if name not in _SIMULATORS_MAY_NOT_SEE}


def for_commands(environment: Mapping[str, str]) -> dict[str, str]:
    """What ./manage must know to work beside this instance."""
    return {name: value for name, value in environment.items() if name.startswith("MBP_") or name in _COMMANDS_NEED}
