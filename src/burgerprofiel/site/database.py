"""PostgreSQL only: `DATABASE_URL`, which the launcher sets to the embedded one when nobody named another."""

from typing import Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from burgerprofiel.site.config import ConfigError


def database(url: str) -> dict[str, Any]:
    """Return Django's database entry for a PostgreSQL URL. Raises ConfigError with a sentence."""
    if not url:
        raise ConfigError("The setting DATABASE_URL is missing. Start the demo with ./run, or see docs/operate.md.")
    try:
        parts = {key: str(value) for key, value in conninfo_to_dict(url).items()}
    except ProgrammingError as error:
        raise ConfigError("The setting DATABASE_URL is not a PostgreSQL address.") from error
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", "burgerprofiel"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "CONN_HEALTH_CHECKS": False,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 5, "timeout": 10}, **parts},
    }
