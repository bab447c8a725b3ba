"""The signing process: holds the keys of papers under an account of its own and signs what the worker asks for."""

import argparse
import json
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from panah.conf.commands._django import add_data_option, start_django

HELP = "sign papers for workers elsewhere (PANAH_SIGNER=http://…)"
MOST_BYTES = 512 * 1024
PATH = "/sign"


def arguments(parser: argparse.ArgumentParser) -> None:
    """`signer [--host H] [--port N]`."""
    add_data_option(parser)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8009)


def run(options: argparse.Namespace) -> int:
    """Sign until told to stop."""
    start_django(options)
    with server(options.host, options.port) as signing:
        signing.serve_forever()
    return 0


def server(host: str, port: int) -> ThreadingHTTPServer:
    """Make the server; Django is ready. Its keys are those PANAH_SIGNER names, which is no address here."""
    from django.conf import settings

    from panah.documents.gateways.signers import key_holder
    from panah.documents.gateways.signers.remote import sign_for
    from panah.documents.keys.port import KeyRefused
    from panah.foundation.signed_http import KEY, SIGNATURE, answer_signature, request_is_genuine

    secret, holder = settings.PANAH_SIGNER_SECRET, key_holder()

    class Signing(BaseHTTPRequestHandler):
        """Answers `POST /sign`."""

        def do_POST(self) -> None:  # the standard library's name
            """Sign what was asked for by whoever has the secret."""
            body = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), MOST_BYTES))
            headers = {name.title(): value for name, value in self.headers.items()}
            is_ours = self.path == PATH and request_is_genuine(
                secret, method="POST", path=PATH, headers=headers, body=body, now=datetime.now(UTC)
            )
            if not is_ours:
                self._answer(403, {"error": "not-genuine"}, "")
                return
            try:
                self._answer(200, sign_for(holder, json.loads(body)), headers[KEY])
            except (KeyRefused, ValueError) as refused:
                self._answer(422, {"error": str(refused)}, headers[KEY])

        def _answer(self, status: int, said: dict[str, object], key: str) -> None:
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.send_header(SIGNATURE, answer_signature(secret, status=status, key=key, body=body))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the standard library's name
            """Say nothing of what is signed."""

    return ThreadingHTTPServer((host, port), Signing)
