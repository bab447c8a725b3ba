"""Restore a backup into an empty place, and verify its journal before anybody uses it."""

import argparse
import shutil
import tempfile
from pathlib import Path

from panah.conf import archive, environment
from panah.conf.commands._django import add_data_option, start_django, use_data_option

HELP = "restore a backup into an empty place"


def arguments(parser: argparse.ArgumentParser) -> None:
    """`restore FILE --data DIR [--keys DIR]`."""
    add_data_option(parser)
    parser.add_argument("file", type=Path)
    parser.add_argument("--keys", type=Path, metavar="DIR", help="folder with secret, keys and seal.key")


def run(options: argparse.Namespace) -> int:
    """Unpack, check, load, and verify; exit 1 when the restored journal does not verify."""
    use_data_option(options)
    found = environment.read()
    with tempfile.TemporaryDirectory() as folder:
        manifest = archive.unpack(source=options.file, folder=Path(folder))
        _place_keys(options.keys or Path(folder) / "keys", found.data)
        _place_database(Path(folder), manifest, found)
        if (Path(folder) / archive.FILES).is_dir():
            shutil.copytree(Path(folder) / archive.FILES, found.data / archive.FILES)
    start_django(options)
    from panah.conf.commands import audit

    print(f"restored the backup of {manifest.taken_at} with {manifest.events} events; its journal:")
    return audit.verify(as_json=False)


def _place_keys(source: Path, data: Path) -> None:
    if not (source / "keys").is_file():
        raise environment.ConfigurationRefused(
            "The backup holds no keys: name their folder with --keys, else nothing in it can be read."
        )
    data.mkdir(parents=True, exist_ok=True)
    for name in archive.KEY_FILES:
        if (data / name).exists():
            raise environment.ConfigurationRefused(
                f"{data} is in use ({name} stands there); restore elsewhere."
            )
        shutil.copyfile(source / name, data / name)
        (data / name).chmod(0o600)


def _place_database(folder: Path, manifest: archive.Manifest, found: environment.Environment) -> None:
    vendor = str(found.database["ENGINE"]).rsplit(".", 1)[-1]
    if vendor.removesuffix("3") != manifest.vendor:
        raise environment.ConfigurationRefused(
            f"The backup is of {manifest.vendor}; set DATABASE_URL to match (empty for SQLite)."
        )
    if manifest.vendor == "postgresql":
        load = archive.postgresql_tool("pg_restore")
        command = [load, "--no-owner", "--exit-on-error", f"--dbname={found.database['NAME']}"]
        archive.run_postgresql([*command, str(folder / archive.POSTGRESQL_NAME)], found.database)
        return
    target = Path(str(found.database["NAME"]))
    if target.exists():
        raise environment.ConfigurationRefused(f"{target} exists; restore into an empty folder.")
    shutil.copyfile(folder / archive.SQLITE_NAME, target)
    target.chmod(0o600)
