"""What the machine tells Panah: mode, data folder, database, secrets; read once, refused early and plainly."""

import os
import secrets
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

DEFAULT_SECRET = "panah-demo-secret-refused-in-real-mode"  # noqa: S105  # real mode refuses it by name
DEFAULT_GATEWAY_SECRET = "panah-demo-gateway-secret-refused-in-real-mode"  # noqa: S105  # the same
DEFAULT_SIGNER_SECRET = "panah-demo-signer-secret-refused-in-real-mode"  # noqa: S105  # the same
SERVES_PAGES = "PANAH_SERVES_PAGES"
"""Stands in the environment of a process that serves pages: it can open no key of papers."""
SIMULATORS = "http://127.0.0.1:8001"
DEFAULT_KEYS = "demo:" + b64encode(b"panah-demo-key-refused-in-real!!").decode()
REAL, DEMO = "real", "demo"
SHORT_QUERIES = "-c jit=off -c enable_mergejoin=off"
"""How PostgreSQL plans our short queries; whoever wants it otherwise says so in DATABASE_URL.

Its compiler costs more than any of them. A merge join against a batch reads the other table from its lowest number,
since statistics always lag behind numbers that only grow: milliseconds where an index takes microseconds.
"""
LET_GO = "-c idle_in_transaction_session_timeout=5min"
"""Who holds rows and says nothing for minutes is frozen or gone: PostgreSQL takes its locks, and all others go on."""
PATIENCE = {
    "connect_timeout": "5",
    "keepalives_idle": "15",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "30000",
}
"""How long a page waits for a PostgreSQL that says nothing, in seconds, the last in milliseconds; overruled likewise.

Without these a server that vanished without a word (power, cable) keeps every page waiting for minutes to hours.
"""


class ConfigurationRefused(RuntimeError):
    """The environment cannot be run as it is; the message says what to set."""


@dataclass(frozen=True, slots=True)
class Gateways:
    """Where outside systems are spoken to, and the secret both sides sign with.

    An empty address means that there is no such system: people pay by slip, are called
    instead of written to, and officers bring by hand what another authority is to be told.
    `address` is what people type to reach Panah; it stands in messages.
    """

    bank: str
    sms: str
    voice: str
    najva: str
    border: str
    ece: str
    secret: str
    address: str


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings of one installation.

    `signer` says where the keys of papers lie (empty: a folder among the data), `signer_secret` opens them; `verify` is
    the verifier's own short address, if it has one.
    `token_module` is the PKCS#11 library of the tokens officers sign letters with (empty: none), `token_roots` the file
    of certificates (PEM) that may have issued theirs.
    `database` is what Django wants for DATABASES["default"]; `keys` is the text of a `foundation.envelope.KeyRing`.
    """

    mode: str
    data: Path
    database: dict[str, object]
    secret: str
    keys: str
    signer: str
    signer_secret: str
    printed_code: str
    verify: str
    token_module: str
    token_roots: str
    hosts: tuple[str, ...]
    static: Path | None
    gateways: "Gateways"

    @property
    def is_real(self) -> bool:
        """Whether simulators, demo accounts and default keys are refused."""
        return self.mode == REAL


def read(environ: dict[str, str] | None = None) -> Environment:
    """Read the environment; raises ConfigurationRefused with the variable to mend."""
    given = dict(os.environ if environ is None else environ)
    mode = given.get("PANAH_MODE", DEMO)
    if mode not in {DEMO, REAL}:
        raise ConfigurationRefused(f"PANAH_MODE is {mode!r}; it must be 'demo' or 'real'.")
    data = Path(given.get("PANAH_DATA", "data")).absolute()
    found = Environment(
        mode=mode,
        data=data,
        database=_database(given.get("DATABASE_URL", "").strip(), data),
        secret=_secret(given, "PANAH_SECRET", data / "secret", DEFAULT_SECRET),
        keys=_secret(given, "PANAH_KEYS", data / "keys", DEFAULT_KEYS),
        signer=given.get("PANAH_SIGNER", "").strip(),
        signer_secret=_signer_secret(given, data, is_real=mode == REAL),
        printed_code=_printed_code(given),
        verify=given.get("PANAH_VERIFY", "").strip(),
        token_module=given.get("PANAH_TOKEN_MODULE", ""),
        token_roots=given.get("PANAH_TOKEN_ROOTS", ""),
        hosts=tuple(given.get("PANAH_HOSTS", "localhost,127.0.0.1,[::1]").split(",")),
        static=data / "static" if (data / "static").is_dir() else None,
        gateways=_gateways(given, is_real=mode == REAL),
    )
    if found.is_real:
        _refuse_defaults(found)
        _refuse_simulators(found.gateways)
    return found


def make_secrets(data: Path) -> None:
    """Write a fresh secret and field-encryption key into the data folder, readable by its owner only, if absent."""
    data.mkdir(parents=True, exist_ok=True)
    fresh = {
        "secret": secrets.token_urlsafe(50),
        "keys": f"k1:{b64encode(secrets.token_bytes(32)).decode()}",
    }
    for name, text in fresh.items():
        path = data / name
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(text + "\n", encoding="utf-8")


def _secret(given: dict[str, str], variable: str, path: Path, default: str) -> str:
    if variable in given:
        return given[variable]
    if path.is_file():
        return path.read_text(encoding="utf-8").strip()
    return default


def _printed_code(given: dict[str, str]) -> str:
    """The form of the printed code: an address any phone opens, or the bare form of Claim 169."""
    form = given.get("PANAH_PRINTED_CODE", "address")
    if form not in {"address", "bare"}:
        raise ConfigurationRefused(f"PANAH_PRINTED_CODE is {form!r}; it must be 'address' or 'bare'.")
    return form


def _signer_secret(given: dict[str, str], data: Path, *, is_real: bool) -> str:
    """What opens the keys of papers: nothing in a process that serves pages, and never the demo's in real mode."""
    if given.get(SERVES_PAGES):
        return ""
    default = "" if is_real else DEFAULT_SIGNER_SECRET
    try:
        found = _secret(given, "PANAH_SIGNER_SECRET", data / "signer.secret", default)
    except PermissionError:
        return ""
    return "" if is_real and found == DEFAULT_SIGNER_SECRET else found


def _refuse_defaults(found: Environment) -> None:
    if found.secret == DEFAULT_SECRET:
        raise ConfigurationRefused(
            "Real mode refuses the demo secret: set PANAH_SECRET or write one to the data folder."
        )
    if found.keys == DEFAULT_KEYS:
        raise ConfigurationRefused(
            "Real mode refuses the demo field keys: set PANAH_KEYS or write them to the data folder."
        )


def _database(url: str, data: Path) -> dict[str, object]:
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data / "panah.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ConfigurationRefused(
            "DATABASE_URL must look like postgresql://user:password@host:5432/name; leave it empty for SQLite."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 60,
        "OPTIONS": {"options": f"{SHORT_QUERIES} {LET_GO}", **PATIENCE, **dict(parse_qsl(parts.query))},
    }


def _gateways(given: dict[str, str], *, is_real: bool) -> Gateways:
    """A demo speaks to the simulators; a real installation only to what it is told."""
    simulators = "" if is_real else SIMULATORS
    return Gateways(
        bank=given.get("PANAH_BANK_URL", simulators and f"{simulators}/bank"),
        sms=given.get("PANAH_SMS_URL", simulators and f"{simulators}/sms"),
        voice=given.get("PANAH_VOICE_URL", simulators and f"{simulators}/voice"),
        najva=given.get("PANAH_NAJVA_URL", simulators and f"{simulators}/najva"),
        border=given.get("PANAH_BORDER_URL", simulators and f"{simulators}/border"),
        ece=given.get("PANAH_ECE_URL", simulators and f"{simulators}/ece"),
        secret=given.get("PANAH_GATEWAY_SECRET", "" if is_real else DEFAULT_GATEWAY_SECRET),
        address=given.get("PANAH_ADDRESS", "" if is_real else "http://127.0.0.1:8000").rstrip("/"),
    )


def _refuse_simulators(gateways: Gateways) -> None:
    addresses = {
        "PANAH_BANK_URL": gateways.bank,
        "PANAH_SMS_URL": gateways.sms,
        "PANAH_VOICE_URL": gateways.voice,
        "PANAH_NAJVA_URL": gateways.najva,
        "PANAH_BORDER_URL": gateways.border,
        "PANAH_ECE_URL": gateways.ece,
    }
    for variable, address in addresses.items():
        parts = urlsplit(address)
        if address and (parts.scheme != "https" or parts.hostname in {"localhost", "127.0.0.1", "::1"}):
            raise ConfigurationRefused(
                f"Real mode refuses simulators: {variable} must be an https address of another machine, or empty."
            )
    if gateways.secret == DEFAULT_GATEWAY_SECRET or (any(addresses.values()) and not gateways.secret):
        raise ConfigurationRefused("Real mode refuses the demo gateway secret: set PANAH_GATEWAY_SECRET.")
