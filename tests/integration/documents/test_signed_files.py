"""A paper as a file: signed once by the worker, believed by any reader that trusts the root, and PDF/A as before."""

import json
import os
from datetime import datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from asn1crypto.x509 import Certificate  # type: ignore[import-untyped]  # it carries no types
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from factories.printed_papers import as_read, read_aloud, sample_pdf
from factories.slips import Slips, open_slips, straight_way
from panah.audit import sealed_files
from panah.conf.cli import main
from panah.documents.file_judging import SHA256, VERSION, judge_file
from panah.documents.file_signing import signed_file
from panah.documents.gallery import Size
from panah.documents.gateways import signers
from panah.documents.keys.files import FileSeal
from panah.documents.keys.port import KeyRefused
from panah.documents.kinds import FACES
from panah.documents.models import Document, DocumentKey, SignedFile
from panah.documents.operations import paper_file, sign_files, slip_pdf
from panah.documents.operations.files import making
from panah.documents.operations.keys import declare_compromised
from panah.documents.operations.publishing.trust import unsigned_trust
from panah.documents.queries import ROOT_CERTIFICATE, files_that_wait, published
from panah.documents.queries.lists import root_of
from panah.documents.registrations import sheet_behind
from panah.documents.rules.files.sheet import Sheet
from panah.documents.rules.proof.judging import Light, Verdict
from panah.documents.rules.proof.reasons import Reason
from panah.documents.rules.proof.trust_list import Purpose

pytestmark = pytest.mark.django_db
DAMAGE = 97
"""Every so manieth byte is changed: each part of the file is touched."""


@pytest.fixture
def slips(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Slips:
    straight_way(monkeypatch)
    return open_slips(now)


@pytest.fixture
def paper(slips: Slips) -> Document:
    return slips.issued(slips.open())


def made(paper: Document, now: datetime) -> bytes:
    assert sign_files(now=now) == 1
    body = paper_file(paper.pk)
    assert body is not None
    return body


def row_of(paper: Document) -> SignedFile:
    return SignedFile.objects.get(paper=paper.stream)


def test_any_reader_that_trusts_the_root_believes_the_file(paper: Document, now: datetime) -> None:
    body, root = made(paper, now), published(ROOT_CERTIFICATE)
    assert root is not None
    (signature,) = PdfFileReader(BytesIO(body)).embedded_regular_signatures
    context = ValidationContext(
        trust_roots=[Certificate.load(root.body)], allow_fetching=False, moment=now + timedelta(days=700)
    )
    status = validate_pdf_signature(signature, signer_validation_context=context)
    assert status.bottom_line
    assert status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    assert signature.self_reported_timestamp == now
    said = signature.sig_object
    assert (said["/SubFilter"], "۱۸/۱۴۰۵/۱" in said["/Reason"]) == ("/ETSI.CAdES.detached", True)
    assert said["/Name"] == "امور اتباع و مهاجرین خارجی"


def test_a_file_that_was_changed_anywhere_or_added_to_is_not_believed(paper: Document, now: datetime) -> None:
    body = made(paper, now)
    trust, root = unsigned_trust(now=now), root_of()
    assert judge_file(body, trust=trust, root=root).verdict.light is Light.GREEN
    for place in range(0, len(body), max(len(body) // DAMAGE, 1)):
        changed = bytearray(body)
        changed[place] ^= 1
        judged = judge_file(bytes(changed), trust=trust, root=root).verdict
        assert judged.light is Light.RED or _is_padding(body, place), place
    for place in about_the_signature(body):
        changed = bytearray(body)
        changed[place] = ord(f"{int(chr(changed[place]), 16) ^ 1:x}")
        assert judge_file(bytes(changed), trust=trust, root=root).verdict.light is Light.RED, place
    added = judge_file(body + b"\n% more", trust=trust, root=root).verdict
    assert added == Verdict(Light.RED, Reason.BAD_SIGNATURE)


def about_the_signature(body: bytes) -> list[int]:
    """Where the digits of the parts stand that the signature does not cover itself: its versions and its digests."""
    start = body.index(b"/Contents <") + len(b"/Contents <")
    framed = bytes.fromhex(body[start : body.index(b">", start)].decode())
    places: list[int] = []
    for part in (VERSION, SHA256):
        at = framed.find(part)
        while at >= 0:
            places += range(start + 2 * at, start + 2 * (at + len(part)))
            at = framed.find(part, at + 1)
    return places


def _is_padding(body: bytes, place: int) -> bool:
    """Whether a place lies in the zeros after the signature, which say nothing."""
    return body[place - 40 : place + 40].strip(b"0") == b""


def test_what_is_none_of_ours_is_told_apart_from_what_was_forged(paper: Document, now: datetime) -> None:
    body, trust, root = made(paper, now), unsigned_trust(now=now), root_of()
    other = signers.key_holder().make()
    assert judge_file(slip_pdf(paper.pk), trust=trust, root=root).verdict.reason is Reason.FOREIGN_CODE
    assert judge_file(body, trust=trust, root=other).verdict.reason is Reason.UNKNOWN_KEY
    for none in (b"", b"%PDF-1.7 and nothing", body[:-900]):
        assert judge_file(none, trust=trust, root=root).verdict.light is Light.RED


def test_a_lost_key_is_believed_with_doubt_for_what_it_signed_before_and_not_for_what_came_after(
    paper: Document, now: datetime
) -> None:
    body, root = made(paper, now), root_of()
    name = DocumentKey.objects.get(purpose=Purpose.FILE).name
    declare_compromised(name=name, since=now + timedelta(hours=1), now=now + timedelta(hours=2))
    trust = unsigned_trust(now=now + timedelta(hours=2))
    judged = judge_file(body, trust=trust, root=root).verdict
    assert (judged.light, judged.reason) == (Light.AMBER, Reason.COMPROMISED_KEY)
    declare_compromised(name=name, since=now - timedelta(hours=1), now=now + timedelta(hours=2))
    judged = judge_file(body, trust=unsigned_trust(now=now), root=root).verdict
    assert (judged.light, judged.reason) == (Light.RED, Reason.COMPROMISED_KEY)


def test_the_marks_of_an_archive_are_the_same_before_and_after_signing(
    paper: Document, now: datetime
) -> None:
    printed, body = slip_pdf(paper.pk), made(paper, now)
    assert body.startswith(printed)
    assert marks(printed) == marks(body)
    with pikepdf.open(BytesIO(body)) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        assert ([float(one) for one in field.Rect], int(field.F)) == ([0, 0, 0, 0], 132)


def marks(body: bytes) -> dict[str, object]:
    """What makes a file PDF/A-2b, as far as it says so itself."""
    with pikepdf.open(BytesIO(body)) as pdf:
        (intent,) = pdf.Root.OutputIntents
        said = pdf.open_metadata()
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        files = [_file_of(font) for font in fonts]
        assert files
        assert all(files)
        assert not pdf.is_encrypted
        return {
            "intent": (str(intent.S), intent.DestOutputProfile.read_bytes()),
            "part": (said["pdfaid:part"], said["pdfaid:conformance"]),
            "title": (said["dc:title"], str(pdf.docinfo["/Title"])),
            "dates": (said["xmp:CreateDate"], str(pdf.docinfo["/CreationDate"]), "/ModDate" in pdf.docinfo),
            "fonts": len(fonts),
        }


def _file_of(font: pikepdf.Object) -> bool:
    descriptor = font.DescendantFonts[0].FontDescriptor
    return "/FontFile2" in descriptor or "/FontFile3" in descriptor


@pytest.mark.parametrize("face", [*sorted({face.face for face in FACES.values()}), "hoviat-card"])
def test_every_paper_people_get_is_read_and_marked_alike_before_and_after_signing(
    face: str, now: datetime
) -> None:
    printed = sample_pdf(face, Size.EXTREME)
    body = signed_file(Sheet(printed, "صدور", "بوشهر"), making._seal(now), now=now)
    assert read_aloud(body, "-raw") == read_aloud(printed, "-raw") != ""
    assert marks(body) == marks(printed)


def test_a_reader_aloud_meets_the_signed_file_in_the_order_of_the_paper(
    paper: Document, now: datetime
) -> None:
    text, at = read_aloud(made(paper, now), "-raw"), 0
    for piece in ("جمهوری", "۱۸/۱۴۰۵/۱", "INTER-CITY", "دشتستان", "گناوه", "NASRULLAH", "۲۰۴۴۱۸۰۰۰۳"):
        found = text.find(as_read(piece), at)
        assert found >= 0, (piece, text[at:])
        at = found + 1


def test_an_agency_checks_a_file_by_the_lists_it_keeps(
    paper: Document, now: datetime, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    body, lists, pdf = made(paper, now), tmp_path / "lists", tmp_path / "slip.pdf"
    lists.mkdir()
    for name in ("root", "trust"):
        found = published(name)
        assert found is not None
        (lists / name).write_bytes(found.body)
    pdf.write_bytes(body)
    asked = ["verify", "--file", str(pdf), "--lists", str(lists)]
    assert main(asked) == 0
    assert "signed 2026-11-22T05:42:00Z by امور اتباع" in capsys.readouterr().out
    pdf.write_bytes(body.replace(b"/Lang", b"/Long", 1))
    assert main([*asked, "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["file"]["light"] == "red"


class TestOnce:
    def test_it_is_made_once_and_is_the_same_for_whoever_asks(self, paper: Document, now: datetime) -> None:
        assert paper_file(paper.pk) is None
        body = made(paper, now)
        assert sign_files(now=now + timedelta(days=1)) == 0
        assert paper_file(paper.pk) == body
        row = row_of(paper)
        assert (row.made_at, row.digest) == (now, sha256(body).hexdigest())
        assert row.key == DocumentKey.objects.get(purpose=Purpose.FILE)
        with default_storage.open(row.place) as kept:
            assert b"%PDF" not in kept.read()

    def test_killed_before_it_is_whole_it_is_made_again_at_the_same_place(
        self, paper: Document, now: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        place = row_of(paper).place

        def killed(body: bytes, *, place: str) -> None:
            sealed_files.put_again(body, place=place)
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(making, "put_again", killed)
            with pytest.raises(KeyboardInterrupt):
                sign_files(now=now)
        assert (paper_file(paper.pk), row_of(paper).made_at) == (None, None)
        assert sign_files(now=now) == 0
        body = made(paper, now + timedelta(minutes=6))
        assert row_of(paper).place == place
        assert row_of(paper).digest == sha256(body).hexdigest()

    def test_of_two_workers_the_second_keeps_nothing(
        self, paper: Document, now: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first: list[bytes] = []
        put = making._keep

        def meanwhile(row: SignedFile, body: bytes, seal: FileSeal, at: datetime) -> bool:
            put(row, body + b"\n", seal, at)
            first.append(body + b"\n")
            return put(row, body, seal, at)

        monkeypatch.setattr(making, "_keep", meanwhile)
        assert sign_files(now=now) == 0
        assert paper_file(paper.pk) == first[0]

    def test_a_file_that_is_whole_is_never_another_nor_gone(self, paper: Document, now: datetime) -> None:
        made(paper, now)
        for change in ("UPDATE documents_signedfile SET digest = 'x'", "DELETE FROM documents_signedfile"):
            with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(change)


class TestTrouble:
    def test_a_signer_that_is_silent_or_gives_anything_else_is_asked_again(
        self, paper: Document, now: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made_key = making._seal(now)

        class Silent:
            key_id = made_key.signer.key_id

            def sign(self, signed: bytes) -> bytes:
                raise KeyRefused("signer-silent", bytes=len(signed))

        class Garbled(Silent):
            def sign(self, signed: bytes) -> bytes:
                return bytes(64) if signed else b""

        at = now
        for wrong in (Silent(), Garbled()):
            seal = FileSeal(made_key.key, wrong, made_key.certificate, made_key.root)
            with monkeypatch.context() as patched:
                patched.setattr(making, "_seal", lambda _, seal=seal: seal)
                assert sign_files(now=at) == 0
                assert "signer-silent" in row_of(paper).trouble
                assert sign_files(now=at + timedelta(seconds=1)) == 0
            at += timedelta(minutes=1)
        assert row_of(paper).attempts == 2
        made(paper, at)
        assert row_of(paper).trouble == ""

    def test_without_a_certified_key_it_waits_and_the_operator_is_told(
        self, paper: Document, now: datetime, settings: object
    ) -> None:
        settings.PANAH_DEMO = False  # type: ignore[attr-defined]  # any name
        assert sign_files(now=now) == 0
        waiting, trouble = files_that_wait(before=now + timedelta(minutes=10))
        assert (waiting, "key-missing" in trouble) == (1, True)
        settings.PANAH_DEMO = True  # type: ignore[attr-defined]  # the same
        made(paper, now + timedelta(minutes=1))
        assert files_that_wait(before=now + timedelta(minutes=10)) == (0, "")

    def test_what_cannot_be_typeset_holds_up_nothing_else(
        self, slips: Slips, now: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first, second = slips.issued(slips.open()), slips.issued(slips.open())
        behind = sheet_behind

        def broken(paper: str) -> object:
            if paper == second.stream:
                raise ValueError("no such glyph")
            return behind(paper)

        monkeypatch.setattr(making, "sheet_behind", broken)
        assert sign_files(now=now) == 1
        assert paper_file(first.pk) is not None
        assert (paper_file(second.pk), row_of(second).trouble) == (None, "ValueError: no such glyph")

    def test_a_process_that_serves_pages_signs_no_file(
        self, paper: Document, now: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(os.environ, signers.WEB_PROCESS, "1")
        assert sign_files(now=now) == 0
        assert "key-in-web-process" in row_of(paper).trouble


def test_a_paper_that_no_longer_stands_is_printed_void_and_signed_by_nobody(
    slips: Slips, paper: Document, now: datetime
) -> None:
    signed = made(paper, now)
    Document.objects.filter(pk=paper.pk).update(state="void", void_reason="گم شد", voided_at=now)
    printed = paper_file(paper.pk)
    assert printed is not None
    assert printed != signed
    assert PdfFileReader(BytesIO(printed)).embedded_signatures == []


def test_one_that_fell_before_it_was_signed_is_left_alone_until_it_stands_again(
    paper: Document, now: datetime
) -> None:
    Document.objects.filter(pk=paper.pk).update(state="void", void_reason="گم شد", voided_at=now)
    assert sign_files(now=now) == 0
    row = row_of(paper)
    assert (row.attempts, row.trouble, row.made_at) == (0, "", None)
    Document.objects.filter(pk=paper.pk).update(state="valid", void_reason="", voided_at=None)
    made(paper, now + timedelta(hours=1))
