"""Settings every environment shares. One database engine everywhere: PostgreSQL with PostGIS."""

from pathlib import Path

import environ

from config import devdb
from config.settings import gis_libraries

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()
GDAL_LIBRARY_PATH, GEOS_LIBRARY_PATH = gis_libraries.GDAL_LIBRARY_PATH, gis_libraries.GEOS_LIBRARY_PATH

INSTALLED_APPS = [
    "config.audit_trail.site.ReferenceSiteConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.gis",
    "django.contrib.postgres",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_q",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "config.reference",
    "config.accounts",
    "config.places",
    "config.audit_trail",
    "config.imports",
    "config.outbox",
    "config.jobs",
    "config.api",
    "employers",
    "opportunities",
    "aspirations",
    "matching",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.api.request_ids.RequestIds",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.accounts.signing_in.sessions.SessionLimits",
    "config.accounts.signing_in.sessions.SignInAsked",
    "config.reference.kept.ListsOfThePage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "libraries": {"screens": "config.templatetags.screens"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.screens.navigation.navigation",
                "config.accounts.signing_in.adapters.own_sign_on",
            ],
        },
    }
]

DATABASES = {"default": env.db_url_config(env("DATABASE_URL", default=devdb.url()))}
DATABASES["default"]["ENGINE"] = "django.contrib.gis.db.backends.postgis"
DATABASES["default"]["CONN_MAX_AGE"] = 60
# Background work (docs/adr/0008-background-work.md). No job holds a worker longer than a slice and one part of it, so a
# task that outlives its time is stuck. Connections stay persistent and unpooled: a pool hangs after the cluster forks.
Q_CLUSTER = {
    "name": "eet-match",
    "label": "Background work",
    "orm": "default",
    "cache": "queue",
    "workers": 2,
    "queue_limit": 4,
    "timeout": 600,
    "retry": 660,  # longer than the timeout, or a task that is still at work would be given out again
    "max_attempts": 3,
    "ack_failures": True,  # a job tries again by its own row (config/jobs)
    "catch_up": False,
    "save_limit": 50,
    "recycle": 500,
    "poll": 1,
    "log_level": "WARNING",
}
# The jobs there are, and after how many seconds a worker counts as dead and the cluster as standing still: others in
# `manage.py prove_jobs`, which kills by the dozen and has no time to wait.
JOBS_TIMETABLE = env("JOBS_TIMETABLE", default="config.schedule.JOBS")
JOBS_SILENT_S = env.int("JOBS_SILENT_S", default=60)
JOBS_STILL_S = env.int("JOBS_STILL_S", default=300)
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "queue": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "queue"},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "sign_in"
AUTHENTICATION_BACKENDS = ["config.accounts.signing_in.backends.WithTheirCouncil"]
ACCOUNT_ADAPTER = "config.accounts.signing_in.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # administrators and invitations give the addresses
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "sign_in"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,5/5m/key"}  # the fifth wrong password of an address waits five minutes
_FORMS = "config.accounts.signing_in.forms"
ACCOUNT_FORMS = {
    "login": f"{_FORMS}.SignInForm",
    "request_login_code": f"{_FORMS}.AskForCodeForm",
    "confirm_login_code": f"{_FORMS}.CodeForm",
    "reset_password": f"{_FORMS}.ForgottenForm",
    "reset_password_from_key": f"{_FORMS}.NewPasswordForm",
    "change_password": f"{_FORMS}.ChangePasswordForm",
    "reauthenticate": f"{_FORMS}.SureItIsYouForm",
}
MFA_FORMS = {
    "authenticate": f"{_FORMS}.SecondFactorForm",
    "reauthenticate": f"{_FORMS}.SureBySecondFactorForm",
    "activate_totp": f"{_FORMS}.SetUpSecondFactorForm",
}
MFA_ADAPTER = "config.accounts.signing_in.adapters.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "EET Match"
EET_MFA_REQUIRED = env.bool("EET_MFA_REQUIRED", default=False)  # production asks for it
SOCIALACCOUNT_ADAPTER = "config.accounts.signing_in.adapters.CouncilSignOn"
SOCIALACCOUNT_ONLY = False
# A council's own sign-on (OpenID Connect): its name here, its server and client in the three settings beside it.
COUNCIL_SIGN_ON = env("COUNCIL_SIGN_ON", default="")
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": COUNCIL_SIGN_ON,
                "name": "Council account",
                "client_id": env("COUNCIL_SIGN_ON_CLIENT", default=""),
                "secret": env("COUNCIL_SIGN_ON_SECRET", default=""),
                "settings": {"server_url": env("COUNCIL_SIGN_ON_SERVER", default="")},
            }
        ]
        if COUNCIL_SIGN_ON
        else []
    }
}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "config.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "config.accounts.passwords.NotCommon"},
]
SESSION_COOKIE_AGE = 30 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

LANGUAGE_CODE = "en-gb"
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]  # what packages say, in this service's words
TIME_ZONE = "Europe/London"
USE_TZ = True
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "config" / "static"]
STATIC_ROOT = BASE_DIR / "staticfiles"

# Scripts and styles come from our own files alone: nothing inline, nothing from elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

# Who reads each kind of file (config.imports.models.Source): named here, so that config imports no app.
IMPORT_READERS = {
    "cohort": "aspirations.imports.cohort.CohortReader",
    "audit": "aspirations.imports.audit_sheet.AuditReader",
    "pledges": "opportunities.imports.pledge_sheet.PledgeReader",
    "display_advert": "opportunities.imports.vacancies.display_adverts",
    "job_posting": "opportunities.imports.vacancies.job_postings",
    "open_referral": "opportunities.imports.vacancies.services",
    "council_vacancies": "opportunities.imports.vacancies.council_vacancies",
}

READ_AT_START = ["opportunities.vocabulary.text_vectors.text_reader"]
"""What the web server and the cluster read before their first work (config/reading_at_start.py)."""

# Whom people write to about the service itself; stands in the accessibility statement and the privacy notice.
SERVICE_CONTACT = env("SERVICE_CONTACT", default="Write to the address that your council publishes for this service.")
# Where people reach the service: the beginning of every link in a message.
BEFORE_SENDING = ["aspirations.concerns.actions.tell_managers"]
"""What the command `send_outbox` calls first: functions that write the messages which time makes due."""
SERVICE_ADDRESS = env("SERVICE_ADDRESS", default="http://127.0.0.1:8000")
# GOV.UK Notify, where a council has it (config/outbox/notify.py).
NOTIFY_API_KEY = env("NOTIFY_API_KEY", default="")
NOTIFY_TEMPLATE_ID = env("NOTIFY_TEMPLATE_ID", default="")
NOTIFY_BASE_URL = env("NOTIFY_BASE_URL", default="https://api.notifications.service.gov.uk")
REACH_PRIVATE_ADDRESSES = env.bool("REACH_PRIVATE_ADDRESSES", default=False)
"""Only where every user may reach the inner network: events and feeds then use any address, also by http."""
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="eet-match@localhost")

# The answer window around a birthday in the children-looked-after return: common practice, so a setting.
OC3_DAYS_BEFORE_BIRTHDAY = 91
OC3_DAYS_AFTER_BIRTHDAY = 31

# The API (docs/api.md): JSON alone, nothing open that a view does not open, every error a problem with a sentence.
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "config.api.signing_in.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["config.api.signing_in.MayCall"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_THROTTLE_CLASSES": [
        "rest_framework.throttling.AnonRateThrottle",
        "rest_framework.throttling.UserRateThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {
        "anon": env("API_STRANGERS_RATE", default="60/min"),
        "user": env("API_RATE", default="600/min"),
    },
    "DEFAULT_PAGINATION_CLASS": "config.api.paging.Pages",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "config.api.problems.answer",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "EET Match",
    "DESCRIPTION": "Opportunities, pledges, employers and events of a council. Begin with docs/api.md.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {
        "WebhookEvent": "config.outbox.models.Webhook.Event",
        "OutcomeAnswer": "matching.outcomes.models.OutcomeMilestone.Answer",
        "NominationState": "matching.nominations.states.NOMINATION.choices",
        "EmployerKind": "employers.models.Employer.Kind",
        "EducationLevel": "aspirations.audits.models.LEVELS",
        "OpportunityKind": "matching.desks.programs.filters.KINDS",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "config.api.description.say_problems",
        "config.api.description.show_answers",
    ],
}
