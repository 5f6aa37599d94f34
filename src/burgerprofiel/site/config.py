"""Configuration: one typed place, read from the environment (docs/operate.md).

An unknown `MBP_` name or a bad value stops the start with a sentence. Secrets come from files in `MBP_SECRETS`;
there is no default secret: the demo's launcher makes them, production brings its own.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path


class ConfigError(Exception):
    """The configuration is wrong; the message is a sentence for the operator."""


@dataclass(frozen=True)
class Config:
    """Every setting of the product. The environment name is `MBP_` + the field in capitals."""

    data: Path
    """Everything the product writes on disk lies below this folder."""
    secrets: Path
    """Folder with one file per secret: `django`, `root_key`, `lookup_key`, perhaps `root_key_previous`."""
    demo: bool = False
    """The demo landscape: simulators, invented people, http. Never in production."""
    scheme: str = "https"
    port: int = 443
    """The port in addresses as people see them."""
    portal_host: str = "mijn.localhost"
    access_host: str = "toegang.localhost"
    desk_host: str = "balie.localhost"
    registry_host: str = "ebox.localhost"
    """Where programs send and fetch messages."""
    api_host: str = "api.localhost"
    """Where programs send files and permits, fetch certificates, and check seals."""
    simulators_port: int = 0
    """Where the simulators listen (demo only); the web process passes their host names on to it."""
    magda_url: str = ""
    magda_identification: str = "burgerprofiel.example/portaal"
    magda_capacity: str = "1300"
    """`Hoedanigheid` in the MAGDA envelope."""
    source_deadline: float = 3.0
    """Seconds a source may take before its tile says so."""
    eid_trust: Path | None = None
    """PEM file or folder with the certificate authorities whose eID cards we accept."""
    upstreams: Path | None = None
    """TOML file with other providers whose word counts as a key (itsme, another national login); empty: none."""
    registries: Path | None = None
    """TOML file with other registries whose messages stand in the same list (docs/connect-a-registry.md); else none."""
    certificate_sources: Path | None = None
    """TOML file with registers whose certificates stand in the list too (docs/connect-a-source.md); else none."""
    seal_signers: Path | None = None
    """TOML file with the keys that seal certificates (docs/operate.md, "The seal"); else nothing is sealed."""
    seal_trust: Path | None = None
    """PEM file or folder with the roots on which our seals, time stamps and what is shown to verify may rest."""
    seal_time: str = ""
    """Where the time-stamp service (RFC 3161) is asked; http will do, because it signs its answers. With a blank
    between: another one, for when the first does not answer."""
    seal_relay: str = ""
    """Ask here about withdrawn certificates, with the path that they name, where servers may not go out themselves."""
    town_halls: str = ""
    """TOML file with the pages of municipalities for what only they give (D4), beside the table that is shipped."""
    product_pages: str = ""
    """Where a product of the catalogue (IPDC) is described, with `{number}` in it; empty: no link."""
    idle_minutes: int = 20
    dormant_days: int = 60
    """For so long nobody looked into a mailbox with unread mail before it is dormant (C16)."""
    issuer: str = ""
    """An external OIDC provider instead of our own (A9); empty = our own."""
    client_id: str = "mijn-burgerprofiel"
    """The portal's name at that provider."""
    desk_client_id: str = "burgerprofiel-balie"
    """The desk's name there."""
    brand_name: str = "Zonnegem"
    """The municipality or body whose portal this is (H2)."""
    brand_number: str = "0812345603"
    """Its enterprise number, ten digits: who sends the test message of a mailbox that was activated, and whose data
    protection officer answers who looked."""
    brand_product: str = "Mijn Burgerprofiel"
    brand_colour: str = "#0a5d6b"
    """The brand's colour, `#rrggbb`; darkened until it reads."""
    brand_action: str = "#b45309"
    """The colour of what asks for an act, `#rrggbb`."""
    address_url: str = ""
    """The address register (Basisregisters Vlaanderen), `https://api.basisregisters.vlaanderen.be`; a key for it is the
    secret `address_key`. Empty: addresses are kept as typed, in a municipality of our table."""
    address_places: Path | None = None
    """Postcodes with their municipality beside those of the shipped table: what Statbel does not know (yet)."""
    sms_url: str = ""
    """Where the SMS gateway takes texts; empty: no codes by SMS."""
    smtp_url: str = ""
    """The mail server, `smtps://name@host` or `smtp://host:587`; empty: no codes by e-mail."""
    sms_url_2: str = ""
    """A second gateway, for what the first does not take."""
    smtp_url_2: str = ""
    """A second mail server, for what the first does not take."""
    dkim_selector: str = ""
    """Under which name the key for signing letters is published, `<selector>._domainkey.<domain of the sender>`; the
    key is the secret `dkim_key`. Empty: letters are not signed."""
    bounce_address: str = ""
    """Where mail servers tell that a letter did not arrive, `terug@bounces.example`; each letter has its own: what
    stands before the @, a `+` and a code."""
    mail_sender: str = "niet-antwoorden@burgerprofiel.example"
    """The address that e-mail comes from."""
    scanner: str = ""
    """Where ClamAV's daemon looks at files, `tcp://host:3310` or `unix:/run/clamav/clamd.ctl`; `none`: nobody looks."""
    anchors: Path | None = None
    """Folder for the audit trail's anchors, on another machine or on storage that only grows; else below `data`."""
    objects: Path | None = None
    """Folder for the documents of the mailbox, on storage that all machines share; else below `data`."""
    objects_url: str = ""
    """S3 instead of a folder: `https://host/bucket?region=…`; secrets `s3_access_key` and `s3_secret_key`."""
    log_level: str = "INFO"

    @property
    def secure(self) -> bool:
        """Whether people reach us over https."""
        return self.scheme == "https"

    def origin(self, host: str) -> str:
        """The origin of one of our hosts, as a browser writes it."""
        usual = {"https": 443, "http": 80}[self.scheme]
        return f"{self.scheme}://{host}" + ("" if self.port == usual else f":{self.port}")

    @cached_property
    def portal_origin(self) -> str:
        """Where citizens read."""
        return self.origin(self.portal_host)

    @cached_property
    def portal_address(self) -> str:
        """The same, as people type it: without the scheme, with the port where that is an unusual one."""
        return self.portal_origin.partition("//")[2]

    @cached_property
    def access_origin(self) -> str:
        """Where citizens sign in: also the OIDC issuer's origin."""
        return self.origin(self.access_host)

    @cached_property
    def desk_origin(self) -> str:
        """Where civil servants work."""
        return self.origin(self.desk_host)

    @cached_property
    def registry_origin(self) -> str:
        """Where programs send and fetch messages."""
        return self.origin(self.registry_host)

    @cached_property
    def api_origin(self) -> str:
        """Where programs send files and permits, fetch certificates, and check seals."""
        return self.origin(self.api_host)

    def secret(self, name: str, at_least: int = 32) -> bytes:
        """Return a secret's bytes. Raises ConfigError when its file is missing or empty."""
        path = self.secrets / name
        try:
            content = path.read_bytes().strip()
        except OSError as error:
            raise ConfigError(f"The secret “{name}” is missing: put it in {path}.") from error
        if len(content) < at_least:
            raise ConfigError(f"The secret “{name}” in {path} is too short: it needs {at_least} bytes or more.")
        return content

    def __hash__(self) -> int:
        """One per process."""
        return id(self)


def load(environment: Mapping[str, str] | None = None) -> Config:
    """Read the configuration. Raises ConfigError with a sentence for unknown names and bad values."""
    environment = os.environ if environment is None else environment
    known = {f"MBP_{field.name.upper()}": field for field in fields(Config)}
    given = {name: value for name, value in environment.items() if name.startswith("MBP_")}
    for name in given:
        if name not in known:
            raise ConfigError(f"The setting {name} is unknown: see docs/operate.md for the names that exist.")
    missing = [name for name in ("MBP_DATA", "MBP_SECRETS") if not given.get(name)]
    if missing:
        raise ConfigError(f"The setting {missing[0]} is missing. Start the demo with ./run, or see docs/operate.md.")
    values = {known[name].name: _read(name, str(known[name].type), value) for name, value in given.items()}
    config = Config(**values)  # type: ignore[arg-type]  # checked field by field in _read
    _require_post(config)
    if not re.fullmatch(r"none|unix:/.+|tcp://[^/@]+:\d{1,5}", config.scanner) and not (
        config.demo and not config.scanner
    ):
        raise ConfigError(
            "MBP_SCANNER tells where the virus scanner is: tcp://host:3310, unix:/run/clamav/clamd.ctl, or “none”."
        )
    _require_objects(config)
    _require_services(config)
    for name in ("brand_colour", "brand_action"):
        if not re.fullmatch("#[0-9a-fA-F]{6}", getattr(config, name)):
            raise ConfigError(f"The setting MBP_{name.upper()} is a colour written as #rrggbb.")
    if config.scheme not in ("http", "https"):
        raise ConfigError("The setting MBP_SCHEME is either http or https.")
    if config.scheme == "http" and not config.demo:
        raise ConfigError("Outside the demo MBP_SCHEME is https: sessions do not travel in the clear.")
    if config.issuer and not config.demo and not config.issuer.startswith("https://"):
        raise ConfigError("Outside the demo MBP_ISSUER is an https address: who signs in is not told in the clear.")
    return config


def _require_post(config: Config) -> None:
    """Refuse what takes no letters or texts. Raises ConfigError."""
    for name, url in (("MBP_SMS_URL", config.sms_url), ("MBP_SMS_URL_2", config.sms_url_2)):
        if url and not config.demo and not url.startswith("https://"):
            raise ConfigError(f"Outside the demo {name} is an https address: codes do not travel in the clear.")
    for name, url in (("MBP_SMTP_URL", config.smtp_url), ("MBP_SMTP_URL_2", config.smtp_url_2)):
        if url and not url.startswith(("smtp://", "smtps://")):
            raise ConfigError(f"The setting {name} begins with smtps:// or smtp://.")
    if (config.smtp_url_2 and not config.smtp_url) or (config.sms_url_2 and not config.sms_url):
        raise ConfigError("A second mail server or gateway needs a first one: MBP_SMTP_URL, MBP_SMS_URL.")
    if config.dkim_selector and not re.fullmatch(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", config.dkim_selector):
        raise ConfigError("The setting MBP_DKIM_SELECTOR is a name of letters, digits and - (dots between).")
    if config.bounce_address and not re.fullmatch(r"[A-Za-z0-9._-]{1,20}@[A-Za-z0-9.-]+", config.bounce_address):
        raise ConfigError("The setting MBP_BOUNCE_ADDRESS is an address with at most 20 letters before its @.")


def _require_objects(config: Config) -> None:
    """Refuse an address that no S3 store has. Raises ConfigError."""
    url = config.objects_url
    if url and not re.fullmatch(r"https?://[^/?#]+/[^/?#]+(\?region=[a-z0-9-]+)?", url):
        raise ConfigError("The setting MBP_OBJECTS_URL is written as https://host/bucket?region=name.")
    if url.startswith("http:") and not config.demo:
        raise ConfigError("Outside the demo MBP_OBJECTS_URL is an https address: who asks is not told in the clear.")


def _require_services(config: Config) -> None:
    """Refuse what is no address. Raises ConfigError."""
    others = (("seal_relay", config.seal_relay), ("address_url", config.address_url))
    for name, url in (*(("seal_time", url) for url in config.seal_time.split()), *others):
        if url and not re.fullmatch(r"https?://[^/?#\s]+[^?#\s]*", url):
            raise ConfigError(f"The setting MBP_{name.upper()} is an address that begins with https:// or http://.")
    if config.address_url.startswith("http:") and not config.demo:
        raise ConfigError("Outside the demo MBP_ADDRESS_URL is an https address: nobody listens what people seek.")


def _read(name: str, kind: str, value: str) -> object:
    """Turn the text of one setting into its type."""
    try:
        if kind == "bool":
            return {"1": True, "true": True, "0": False, "false": False, "": False}[value.lower()]
        if kind == "int":
            return int(value)
        if kind == "float":
            return float(value)
        if kind.startswith("Path"):
            return Path(value) if value else None
    except (KeyError, ValueError) as error:
        raise ConfigError(f"The setting {name} has the value “{value}”, which is not a {kind}.") from error
    return value
