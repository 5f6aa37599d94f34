"""Django's settings, derived from `config`: nothing is read from the environment anywhere else."""

import os
from pathlib import Path

from burgerprofiel.site import config as configuration
from burgerprofiel.site import localhost_names, logs
from burgerprofiel.site.database import database

CONFIG = configuration.load()
if CONFIG.demo:
    localhost_names.install()
ROOT = Path(__file__).resolve().parents[1]
ROOMS = (
    "site",
    "portal",
    "desk",
    "sources",
    "mailbox",
    "certificates",
    "dossiers",
    "permits",
    "feedback",
    "privacy",
    "notices",
    "access",
    "people",
)
"""Those that have something to show: templates, words, files."""

DEBUG = False
SECRET_KEY = CONFIG.secret("django").hex()
ALLOWED_HOSTS = [CONFIG.portal_host, CONFIG.access_host, CONFIG.desk_host, CONFIG.registry_host, CONFIG.api_host]
ROOT_URLCONF = "burgerprofiel.site.urls.portal"
WSGI_APPLICATION = "burgerprofiel.site.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "procrastinate.contrib.django",
    "burgerprofiel.audit",
    "burgerprofiel.organisations",
    "burgerprofiel.people",
    "burgerprofiel.access",
    "burgerprofiel.notices",
    "burgerprofiel.feedback",
    "burgerprofiel.privacy",
    "burgerprofiel.sources",
    "burgerprofiel.mailbox",
    "burgerprofiel.certificates",
    "burgerprofiel.dossiers",
    "burgerprofiel.permits",
    "burgerprofiel.portal",
    "burgerprofiel.desk",
    "burgerprofiel.site",
]

# The order of the life of a request (docs/life-of-a-request.md); one middleware each, nowhere else.
MIDDLEWARE = [
    "burgerprofiel.site.middleware.security_headers",
    "burgerprofiel.site.middleware.hosts",
    "burgerprofiel.site.middleware.language",
    "burgerprofiel.access.middleware.viewer",
    "burgerprofiel.site.longest.longest_body",
    "burgerprofiel.access.middleware.forms_lead_back",
    "django.middleware.csrf.CsrfViewMiddleware",
]

DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": [ROOT / room / "templates" for room in ROOMS],
        "OPTIONS": {"environment": "burgerprofiel.site.jinja.environment", "auto_reload": False},
    }
]

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("fr", "Français"), ("de", "Deutsch"), ("en", "English")]
LOCALE_PATHS = [CONFIG.data / "locale" / room for room in ROOMS]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

STATIC_URL = "/static/"
STATIC_ROOT = CONFIG.data / "static"
STATICFILES_DIRS = [ROOT / room / "static" for room in ROOMS if (ROOT / room / "static").is_dir()]
INSTALLED_APPS.append("django.contrib.staticfiles")
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

_PREFIX = "__Host-" if CONFIG.secure else ""
CSRF_COOKIE_NAME = f"{_PREFIX}csrf"
CSRF_COOKIE_SECURE = CONFIG.secure
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None
CSRF_TRUSTED_ORIGINS = [CONFIG.portal_origin, CONFIG.access_origin, CONFIG.desk_origin]
CSRF_FAILURE_VIEW = "burgerprofiel.site.errors.csrf_failure"
PASSWORD_HASHERS = ["burgerprofiel.access.keys.hasher.Argon2id"]
SESSION_COOKIE = f"{_PREFIX}mbp"
"""The portal's session; the desk has DESK_COOKIE and the sign-in service SIGN_IN_COOKIE, each on its own host."""
DESK_COOKIE = f"{_PREFIX}mbp-balie"
SIGN_IN_COOKIE = f"{_PREFIX}mbp-toegang"
LANGUAGE_COOKIE_NAME = f"{_PREFIX}taal"
LANGUAGE_COOKIE_SECURE = CONFIG.secure

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if CONFIG.secure else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING_CONFIG = None
logs.configure(CONFIG.log_level)
