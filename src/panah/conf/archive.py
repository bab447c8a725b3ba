"""A backup: one tar file with the database, the stored files, and a manifest that says what must be in it.

The keys are not in it unless asked for: whoever holds a backup alone can read nobody's particulars.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from panah.conf.environment import ConfigurationRefused

KEY_FILES = ("secret", "keys", "seal.key")
SQLITE_NAME, POSTGRESQL_NAME, MANIFEST, FILES = "database.sqlite3", "database.dump", "manifest.json", "files"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: which database, when it was taken (UTC), and the SHA-256 of each part."""

    vendor: str
    taken_at: str
    events: int
    parts: dict[str, str]


def sha256_of(path: Path) -> str:
    """Hash a file (hexadecimal)."""
    with path.open("rb") as body:
        return hashlib.file_digest(body, "sha256").hexdigest()


def pack(
    *, target: Path, database: Path, data: Path, with_keys: bool, vendor: str, taken_at: str, events: int
) -> None:
    """Write the tar file beside its final name, then put it there, so that half a backup is never taken for one."""
    parts = {database.name: database}
    parts |= {f"{FILES}/{p.relative_to(data / FILES)}": p for p in (data / FILES).rglob("*") if p.is_file()}
    if with_keys:
        parts |= {f"keys/{name}": data / name for name in KEY_FILES if (data / name).exists()}
    manifest = Manifest(vendor, taken_at, events, {name: sha256_of(path) for name, path in parts.items()})
    half = target.with_suffix(target.suffix + ".part")
    with tarfile.open(half, "w:gz") as archive:
        with tempfile.TemporaryDirectory() as folder:
            written = Path(folder) / MANIFEST
            written.write_text(json.dumps(asdict(manifest), ensure_ascii=False), encoding="utf-8")
            archive.add(written, MANIFEST)
        for name, path in parts.items():
            archive.add(path, name)
    half.chmod(0o600)
    half.replace(target)


def unpack(*, source: Path, folder: Path) -> Manifest:
    """Unpack and check every part against the manifest; raises ConfigurationRefused when one is missing or changed."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(folder, filter="data")
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, EOFError, tarfile.TarError, ValueError, TypeError) as broken:
        raise ConfigurationRefused(f"{source} is not a whole backup of Panah: {broken}") from broken
    for name, digest in manifest.parts.items():
        part = folder / name
        if not part.is_file() or sha256_of(part) != digest:
            raise ConfigurationRefused(f"{source}: {name} is missing or was changed; nothing was restored.")
    return manifest


def dump_sqlite(source: Path, target: Path) -> None:
    """Copy a SQLite database whole while it is in use."""
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as connection:
        connection.execute("VACUUM INTO ?", [str(target)])


def postgresql_tool(name: str) -> str:
    """Find `pg_dump` or `pg_restore`, the newest first; raises ConfigurationRefused with what to install."""
    newest = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: -int(p.parts[-3]))
    found = str(newest[0]) if newest else shutil.which(name)
    if not found:
        raise ConfigurationRefused(
            f"{name} is missing (Debian and Ubuntu: apt-get install postgresql-client)."
        )
    return found


def run_postgresql(command: list[str], settings: dict[str, object]) -> None:
    """Run a PostgreSQL tool against a database; the password goes by the environment, never by the command line."""
    environment = {
        "PGHOST": str(settings["HOST"]),
        "PGPORT": str(settings["PORT"] or 5432),
        "PGUSER": str(settings["USER"]),
        "PGPASSWORD": str(settings["PASSWORD"]),
        "PGDATABASE": str(settings["NAME"]),
    }
    done = subprocess.run(  # noqa: S603  # a tool of PostgreSQL, no shell
        command, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ConfigurationRefused(f"{Path(command[0]).name}: {done.stderr.strip()[-500:]}")
