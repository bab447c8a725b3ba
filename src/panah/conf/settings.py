"""Django's settings, from the environment; everything that differs between a laptop and a ministry comes from there."""

from pathlib import Path

from django.utils.csp import CSP

from panah.conf import environment, languages

languages.teach_django()
ENVIRONMENT = environment.read()
PACKAGE = Path(__file__).resolve().parent.parent

PANAH_MODE = ENVIRONMENT.mode
PANAH_DEMO = not ENVIRONMENT.is_real
PANAH_KEYS = ENVIRONMENT.keys
PANAH_SERVICES = PACKAGE / "services"
PANAH_DATA = ENVIRONMENT.data

DEBUG = False
SECRET_KEY = ENVIRONMENT.secret
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
ROOT_URLCONF = "panah.conf.urls"
WSGI_APPLICATION = "panah.conf.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "organisation.Account"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "panah.audit",
    "panah.organisation",
    "panah.catalogue",
    "panah.registry",
    "panah.casework",
    "panah.documents",
    "panah.evidence",
    "panah.notifications",
    "panah.correspondence",
    "panah.appointments",
    "panah.biometrics",
    "panah.payments",
    "panah.decisions",
    "panah.rounds",
    "panah.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "panah.web.files.arriving.FileLimits",
    "django.middleware.csrf.CsrfViewMiddleware",
    "panah.web.forms.unseen.WithoutUnseen",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "panah.web.forms.keeping.KeepTyping",
    "panah.web.access.PolicyMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {"default": ENVIRONMENT.database}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "panah_cache"}}

LANGUAGE_CODE = "fa"
LANGUAGES = languages.LANGUAGES
LANGUAGES_BIDI = languages.RIGHT_TO_LEFT
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
LANGUAGE_COOKIE_NAME = "panah_language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Tehran"

STATIC_URL = "/static/"
STATIC_ROOT = PANAH_DATA / "static"
MEDIA_ROOT = PANAH_DATA / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if ENVIRONMENT.static
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = ENVIRONMENT.static is None

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ["UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator"]
]

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "arrive"
PANAH_STAFF_SECOND_FACTOR = ENVIRONMENT.is_real
ACCOUNT_ADAPTER = "panah.web.signin.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "panah.web.signin.forms.SignIn",
    "change_password": "panah.web.signin.forms.ChangePassword",
    "reauthenticate": "panah.web.signin.forms.SayPasswordAgain",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "20/m/ip,5/5m/key", "change_password": "5/m/user"}
MFA_ADAPTER = "panah.web.signin.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "panah.web.signin.forms.SayCode",
    "reauthenticate": "panah.web.signin.forms.SayCodeAgain",
    "activate_totp": "panah.web.signin.forms.StartTotp",
    "add_webauthn": "panah.web.signin.key_forms.AddKey",
    "edit_webauthn": "panah.web.signin.key_forms.NameKey",
    "login_webauthn": "panah.web.signin.key_forms.EnterByKey",
    "authenticate_webauthn": "panah.web.signin.key_forms.SayKey",
    "reauthenticate_webauthn": "panah.web.signin.key_forms.SayKeyAgain",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
MFA_TOTP_ISSUER = "Panah"

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_NAME = "panah_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "panah_csrf"
CSRF_COOKIE_HTTPONLY = True
if ENVIRONMENT.is_real:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 10

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"terminal": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["terminal"], "level": "WARNING"},
}

ALLAUTH_TRUSTED_PROXY_COUNT = 1 if ENVIRONMENT.is_real else 0

PANAH_BANK_URL = ENVIRONMENT.gateways.bank
PANAH_SMS_URL = ENVIRONMENT.gateways.sms
PANAH_VOICE_URL = ENVIRONMENT.gateways.voice
PANAH_NAJVA_URL = ENVIRONMENT.gateways.najva
PANAH_BORDER_URL = ENVIRONMENT.gateways.border
PANAH_ECE_URL = ENVIRONMENT.gateways.ece
PANAH_TOKEN_MODULE = ENVIRONMENT.token_module
PANAH_TOKEN_ROOTS = ENVIRONMENT.token_roots
PANAH_GATEWAY_SECRET = ENVIRONMENT.gateways.secret
PANAH_GATEWAY_PATIENCE = 5.0
PANAH_SIGNER = ENVIRONMENT.signer
PANAH_SIGNER_SECRET = ENVIRONMENT.signer_secret
PANAH_VERIFY = ENVIRONMENT.verify
PANAH_PRINTED_CODE = ENVIRONMENT.printed_code
PANAH_ADDRESS = ENVIRONMENT.gateways.address
PANAH_SITE = PANAH_ADDRESS
