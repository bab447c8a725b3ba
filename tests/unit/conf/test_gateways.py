"""What an installation may be told about the outside."""

from pathlib import Path

import pytest

from panah.conf.environment import ConfigurationRefused, read

REAL = {"PANAH_MODE": "real", "PANAH_SECRET": "s" * 50, "PANAH_KEYS": "k1:" + "A" * 43 + "="}


def told(tmp_path: Path, **given: str) -> dict[str, str]:
    return {"PANAH_DATA": str(tmp_path), **given}


def test_a_demo_speaks_to_the_simulators(tmp_path: Path) -> None:
    gateways = read(told(tmp_path)).gateways
    given = {gateways.bank, gateways.sms, gateways.voice, gateways.najva, gateways.border, gateways.ece}
    names = ("bank", "sms", "voice", "najva", "border", "ece")
    assert given == {f"http://127.0.0.1:8001/{name}" for name in names}


def test_a_real_installation_has_no_outside_until_it_is_told(tmp_path: Path) -> None:
    gateways = read(told(tmp_path, **REAL)).gateways
    assert {
        gateways.bank,
        gateways.sms,
        gateways.voice,
        gateways.najva,
        gateways.border,
        gateways.ece,
        gateways.address,
    } == {""}


@pytest.mark.parametrize(
    "address", ["http://bank.example/panah", "https://127.0.0.1:8001/bank", "https://localhost/bank"]
)
def test_a_real_installation_refuses_simulators(tmp_path: Path, address: str) -> None:
    given = REAL | {"PANAH_GATEWAY_SECRET": "x" * 40}
    for variable in (
        "PANAH_BANK_URL",
        "PANAH_SMS_URL",
        "PANAH_VOICE_URL",
        "PANAH_NAJVA_URL",
        "PANAH_BORDER_URL",
        "PANAH_ECE_URL",
    ):
        with pytest.raises(ConfigurationRefused, match=variable):
            read(told(tmp_path, **given, **{variable: address}))


def test_a_real_installation_refuses_the_demo_s_gateway_secret(tmp_path: Path) -> None:
    given = REAL | {"PANAH_BANK_URL": "https://bank.example/panah"}
    with pytest.raises(ConfigurationRefused, match="PANAH_GATEWAY_SECRET"):
        read(told(tmp_path, **given))
    assert read(told(tmp_path, **given, PANAH_GATEWAY_SECRET="x" * 40)).gateways.bank
