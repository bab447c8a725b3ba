"""The simulated encoder, its engine and its devices, and the contract they speak."""

import re
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories.simulators import simulators
from panah.biometrics.engines import Sample
from panah.biometrics.engines.base import UnreadableTemplate
from panah.biometrics.engines.simulator import ALIKE, ENCODER, VERSION, SimulatedEngine, simulated_template
from panah.biometrics.rules.parts import FORMATS, SIMULATED, Modality, Part
from panah.biometrics.rules.tickets import Told, device_secret
from panah.conf.environment import DEFAULT_GATEWAY_SECRET
from panah.foundation.clock import utc_now
from panah.foundation.signed_http import request_is_genuine
from unit.conf.test_simulators import CONTRACTS, fetch

INDEX = Part(Modality.FINGER, "right-index")
names = st.text(min_size=1, max_size=12)


def sample(template: bytes, *, version: str = VERSION) -> Sample:
    return Sample(
        modality=Modality.FINGER,
        format=SIMULATED,
        encoder=ENCODER,
        encoder_version=version,
        template=template,
    )


def score(left: bytes, right: bytes) -> int:
    return SimulatedEngine().verify(probe=sample(left), enrolled=sample(right))


@given(names, st.integers(0, 999), st.integers(0, 999))
def test_one_finger_is_known_through_its_noise(who: str, once: int, again: int) -> None:
    readings = [simulated_template(who, INDEX, noise=0.08, seed=seed) for seed in (once, again)]
    assert score(*readings) >= ALIKE
    assert score(readings[0], readings[0]) == 100


@given(names, names)
def test_two_people_and_two_fingers_differ(one: str, other: str) -> None:
    thumb = Part(Modality.FINGER, "left-thumb")
    assert score(simulated_template(one, INDEX), simulated_template(one, thumb)) < ALIKE
    if one != other:
        assert score(simulated_template(one, INDEX), simulated_template(other, INDEX)) < ALIKE


@given(st.binary(max_size=300))
def test_what_is_no_template_is_not_compared(garbage: bytes) -> None:
    with pytest.raises(UnreadableTemplate):
        SimulatedEngine().refuse_unreadable(sample(garbage))


def test_templates_of_two_versions_of_an_encoder_are_not_comparable() -> None:
    assert not sample(b"x").is_comparable(sample(b"x", version="2"))
    assert "xxxx" not in repr(sample(b"xxxx"))


def test_the_contract_has_the_paths_answers_and_formats_of_the_code() -> None:
    text = (CONTRACTS / "capture.yaml").read_text(encoding="utf-8")
    assert {line.strip(" :") for line in text.splitlines() if line.startswith("  /")} == {
        "/tickets/",
        "/readings/",
    }
    answers = re.search(r"enum: \[(taken.*?)\]", text)
    assert answers is not None
    assert set(answers[1].split(", ")) == {one.value for one in Told}
    assert all(name in text for several in FORMATS.values() for name in several)
    parts = re.search(r'pattern: "(\^\(finger.*?)"', text)
    assert parts is not None
    assert re.fullmatch(parts[1], str(INDEX))


def test_a_finger_can_be_put_on_a_device_that_reaches_nobody() -> None:
    with simulators() as running:
        assert "Whose finger" in fetch(running, "GET", "/capture")[1]
        assert fetch(running, "POST", "/capture/read", "device=desk-1&who=a")[0] == 303
        assert running.both.capture.read("<desk>", "a") == ["refusing"]
        page = fetch(running, "GET", "/capture")[1]
        assert "&lt;desk&gt;" in page
        assert fetch(running, "GET", "/capture/other")[0] == 404
        assert fetch(running, "POST", "/behaviour?system=capture&is=silent")[0] == 200


def test_a_device_says_so_when_nobody_listens() -> None:
    with simulators(panah="http://127.0.0.1:9") as running:
        assert running.both.capture.read("desk-1", "a") == ["no-ticket"]


def test_an_agent_signs_with_the_secret_of_its_desk_over_a_real_line() -> None:
    asked: list[bool] = []

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.title(): value for name, value in self.headers.items()}
            secret = device_secret(DEFAULT_GATEWAY_SECRET, "desk-1")
            genuine = request_is_genuine(
                secret, method="POST", path=self.path, headers=headers, body=body, now=utc_now()
            )
            asked.append(genuine and self.path == "/gateways/capture/desk-1/tickets/")
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"takes": [{"id": "m", "ticket": null}]}')

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the base class's
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Ear) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        with simulators(panah=f"http://127.0.0.1:{server.server_port}") as running:
            assert running.both.capture.read("desk-1", "a") == ["no-ticket"]
        server.shutdown()
        thread.join()
    assert asked == [True]
