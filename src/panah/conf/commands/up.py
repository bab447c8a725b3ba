"""Everything `./run` promises: secrets, migrations, catalogue, synthetic province, web and worker, and an address."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from panah.conf import environment
from panah.conf.commands._django import add_data_option, start_django, use_data_option
from panah.conf.commands.serve import ENDS_WITHIN

HELP = "set up and start Panah (what ./run calls)"
STARTS_WITHIN = 60
HERE = "127.0.0.1"


def arguments(parser: argparse.ArgumentParser) -> None:
    """`up [--port N] [--host H] [--data DIR]`."""
    add_data_option(parser)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", default=HERE)


def run(options: argparse.Namespace) -> int:
    """Prepare the data folder and database, then run web and worker until told to stop."""
    use_data_option(options)
    data = Path(os.environ.setdefault("PANAH_DATA", "data")).absolute()
    os.environ["PANAH_DATA"] = str(data)
    for port in (options.port, options.port + 1):
        if not _is_free(options.host, port):
            raise environment.ConfigurationRefused(
                f"Port {port} is in use by another program; choose another: ./run --port {options.port + 10}"
            )
    os.environ.setdefault("PANAH_ADDRESS", _address(options.host, options.port))
    if os.environ.get("PANAH_MODE", environment.DEMO) == environment.DEMO:
        for system in ("bank", "sms", "voice", "najva", "border", "ece"):
            simulated = f"http://{options.host}:{options.port + 1}/{system}"
            os.environ.setdefault(f"PANAH_{system.upper()}_URL", simulated)
    environment.make_secrets(data)
    (data / "static").mkdir(exist_ok=True)
    start_django(options)
    prepare()
    return _run_both(options)


def prepare() -> None:
    """Migrate, publish the catalogue, and make the synthetic province if nobody is there yet."""
    from django.conf import settings
    from django.core.management import call_command

    from panah.audit import keys
    from panah.conf import demo
    from panah.conf.commands import migrate, services

    keys.make_seal_key()
    _say("Setting up …")
    call_command("collectstatic", verbosity=0, interactive=False)
    migrate.migrate()
    services.publish(now=demo.opened_at() if settings.PANAH_DEMO and not demo.has_people() else None)
    if settings.PANAH_DEMO and not demo.has_people():
        _say("Making a synthetic province, once; about half a minute …")
        demo.make_province()


def _address(host: str, port: int) -> str:
    """Where a browser finds it; on this machine by its name, since passkeys are bound to names, never to numbers."""
    return f"http://{'localhost' if host == HERE else host}:{port}"


def _say(text: str) -> None:
    print(text, flush=True)


def _is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _run_both(options: argparse.Namespace) -> int:
    from django.conf import settings

    panah = [sys.executable, "-m", "panah"]
    web = [*panah, "serve", "--host", options.host, "--port", str(options.port)]
    commands = [web, [*panah, "worker"]]
    if settings.PANAH_DEMO:
        commands.append([*panah, "simulators", "--host", options.host, "--port", str(options.port + 1)])
    _end_when_told()
    processes = [subprocess.Popen(command) for command in commands]
    try:
        if not _answers(options, processes):
            print("panah: the web process did not start; its own words stand above.", file=sys.stderr)
            return 1
        _say_hello(options)
        while all(process.poll() is None for process in processes):
            time.sleep(0.3)
    except KeyboardInterrupt:
        return 0
    else:
        return 1
    finally:
        _end(processes)


def _end_when_told() -> None:
    """A terminal that is closed ends Panah too, unless it was started to outlive it (`nohup`)."""
    for told in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(told) is not signal.SIG_IGN:
            signal.signal(told, lambda *_: sys.exit(0))


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    """Ask all to end and kill who does not, so that nothing is left that keeps the port."""
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(timeout=ENDS_WITHIN + 5)
        except subprocess.TimeoutExpired:
            process.kill()


def _answers(options: argparse.Namespace, processes: list[subprocess.Popen[bytes]]) -> bool:
    for _ in range(STARTS_WITHIN * 5):
        with (
            suppress(URLError, OSError),
            urlopen(f"http://{options.host}:{options.port}/healthz", timeout=2) as answer,
        ):
            return bool(answer.status == 200)
        if processes[0].poll() is not None:
            return False
        time.sleep(0.2)
    return False


def _say_hello(options: argparse.Namespace) -> None:
    from django.conf import settings

    from panah.conf import demo

    _say(f"\nPanah (پناه) is ready:  {_address(options.host, options.port)}/")
    if settings.PANAH_DEMO:
        _say(f"Messages the simulated phones got: {_address(options.host, options.port + 1)}/messages")
        _say(demo.accounts_text())
    _say("Stop with Ctrl-C.")
