"""Settings, read loudly from the environment (docs/operators-guide.md lists them)."""

import logging
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.utils.translation import gettext_lazy as _

from hdportal.config.secret import secret_key
from hdportal.files.domain.storage_url import WrongStorage
from hdportal.files.storage import storage_settings
from hdportal.kernel.env import WrongSetting, from_process
from hdportal.web.running.moved_clock import move_clock

env = from_process()
PACKAGE = Path(__file__).resolve().parent.parent
RELEASE = "0.1.0"

DATA_DIR = env.path("DATA_DIR", default="var")
DATA_DIR.mkdir(parents=True, exist_ok=True)
DEMO = env.bool("DEMO", default=False)
DEBUG = env.bool("DEBUG", default=False)
move_clock(env, is_demo=DEMO)
SECRET_KEY = env.text("SECRET_KEY", default="") or secret_key(DATA_DIR)
BASE_URL = env.url(
    "BASE_URL", default="http://127.0.0.1:8000", schemes=("http", "https")
).rstrip("/")
SMTP_URL = env.url("SMTP_URL", default="file:", schemes=("file", "smtp", "smtps"))
MAIL_FROM = env.text("MAIL_FROM", default="support@localhost")
SUPPORT_EMAIL = env.text("SUPPORT_EMAIL", default="support.healthdata@sciensano.be")
PRODUCT_NAME = env.text("PRODUCT_NAME", default="HD Service and Support portal")

_base = urlsplit(BASE_URL)
if not _base.hostname:
    raise WrongSetting("BASE_URL", f"is {BASE_URL!r}", "Use https://portal.example.")
IS_SECURE = _base.scheme == "https"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", _base.hostname]
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "hdportal.web",
    "hdportal.audit",
    "hdportal.outbox",
    "hdportal.accounts",
    "hdportal.privacy",
    "hdportal.schedules",
    "hdportal.portfolio",
    "hdportal.files",
    "hdportal.intake",
    "hdportal.desk",
    "hdportal.home",
    "hdportal.upkeep",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "hdportal.web.middleware.private_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "hdportal.web.conditional.unchanged_pages",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "hdportal.web.middleware.reader_language",
    "hdportal.web.middleware.sentences_for_errors",
    "allauth.account.middleware.AccountMiddleware",
    "hdportal.accounts.middleware.complete_profile_first",
]

ROOT_URLCONF = "hdportal.config.urls"
WSGI_APPLICATION = "hdportal.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "hdportal.web.jinja.environment",
            "context_processors": [
                "hdportal.web.context.form_secret",
                "hdportal.web.context.shell",
            ],
            "extensions": ["jinja2.ext.i18n"],
            "trim_blocks": True,
            "lstrip_blocks": True,
        },
    },
    # allauth looks for its own mails and messages here; pages come from Jinja2 first.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request"]
        },
    },
]

# --- Database -------------------------------------------------------------------

_database_url = env.url(
    "DATABASE_URL",
    default=f"sqlite:///{DATA_DIR / 'portal.sqlite3'}",
    schemes=("sqlite", "postgres", "postgresql"),
)
DATABASES: dict[str, dict[str, Any]] = {
    "default": {**dj_database_url.parse(_database_url), "CONN_MAX_AGE": None}
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: take the write lock before reading, since SQLite has no row locks.
    # FULL: what was answered with a number survives a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
            "PRAGMA cache_size=-65536;PRAGMA mmap_size=1073741824;"
            "PRAGMA temp_store=MEMORY;PRAGMA foreign_keys=ON;"
            # A row that is replaced also leaves the search index.
            "PRAGMA recursive_triggers=ON;"
        ),
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # What comes for the sixth time is planned once a connection (web/prepared.py).
    _prepares = env.bool("PREPARED_STATEMENTS", default=True)
    DATABASES["default"]["OPTIONS"] = {
        "prepare_threshold": 5 if _prepares else None,
        **DATABASES["default"].get("OPTIONS", {}),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# In the database, so that several processes share rate limits.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "web_cache",
        # Django's default of 300 would throw away rate limits that still count.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --- People ---------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["hdportal.accounts.backend.PortalBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "hdportal.accounts.validators.LongEnough",
        "OPTIONS": {"min_length": 12},
    },
    {
        "NAME": "hdportal.accounts.validators.NotOneself",
        "OPTIONS": {"user_attributes": ("email", "first_name", "last_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600
ACCOUNT_ADAPTER = "hdportal.accounts.adapter.PortalAccountAdapter"
ACCOUNT_FORMS = {
    "login": "hdportal.accounts.forms.sign_in.SignInForm",
    "reset_password": "hdportal.accounts.forms.sign_in.ResetForm",
    "reset_password_from_key": "hdportal.accounts.forms.sign_in.NewPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "account_request": "20/h/ip,3/h/key",
}
# allauth must know how far to trust X-Forwarded-For before it can throttle by address.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
if ALLAUTH_TRUSTED_PROXY_COUNT:
    # Whoever stands in front speaks TLS, and says so.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

EMAIL_BACKEND = "hdportal.outbox.backend.OutboxBackend"
DEFAULT_FROM_EMAIL = MAIL_FROM

SESSION_ENGINE = "hdportal.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "hdportal.web.views.csrf_failure"

# --- Languages and time ---------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("nl", _("Dutch")), ("fr", _("French"))]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Europe/Brussels"
USE_TZ = True

# --- Static files, security, limits ---------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
_storage_url = env.url("STORAGE_URL", default="file:", schemes=("file", "s3"))
try:
    STORAGES["attachments"] = storage_settings(_storage_url, DATA_DIR)
except WrongStorage as error:
    raise WrongSetting("STORAGE_URL", "cannot be used", f"{error}.") from error
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if IS_SECURE else 0
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# A form may carry far more than it accepts: the answer to too much text is a
# sentence next to the field with everything kept, not a closed connection.
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# Attachments. The handler holds no more than the limits and drops the rest, so a
# request may carry many files too many: each gets a sentence, and the form is kept.
# A size is kept in 32 bits.
FILE_MAX_BYTES = env.int("FILE_MAX_MB", default=25, minimum=1, maximum=2047)
FILE_MAX_BYTES *= 1024 * 1024
FILES_MAX_COUNT = env.int("FILES_MAX_COUNT", default=10, minimum=1)
FILES_MAX_TOTAL_BYTES = env.int("FILES_MAX_TOTAL_MB", default=100, minimum=1)
FILES_MAX_TOTAL_BYTES *= 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 1000
FILE_UPLOAD_HANDLERS = ["hdportal.files.uploads.BoundedMemoryHandler"]
DRAFT_DAYS = env.int("DRAFT_DAYS", default=30, minimum=1)

LOG_LEVEL = env.text("LOG_LEVEL", default="INFO").upper()
if LOG_LEVEL not in logging.getLevelNamesMapping():
    raise WrongSetting("LOG_LEVEL", "is unknown", "Use INFO, WARNING or ERROR.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django.request": {"level": "ERROR"},
        # Strangers who ask for other names: a page of traceback for each says nothing.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # Answered with a page that says so; a traceback for each says nothing more.
        "django.security.TooManyFieldsSent": {"level": "CRITICAL"},
        "django.security.TooManyFilesSent": {"level": "CRITICAL"},
        "django.security.RequestDataTooBig": {"level": "CRITICAL"},
    },
}
TEST_RUNNING = "PYTEST_VERSION" in os.environ
STRICT_TEMPLATES = DEBUG or TEST_RUNNING
if TEST_RUNNING:
    # Hashing passwords as slowly as for real would take most of the suite's time.
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
