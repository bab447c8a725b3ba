"""An officer's words for one person, sealed for that person's decision and readable nowhere else."""

from panah.audit.keys import key_ring


def seal_words(*, subject_id: int, text: str) -> bytes:
    """Seal the words of a decision about a subject."""
    return key_ring().seal(text.encode(), aad=_place(subject_id))


def open_words(*, subject_id: int, sealed: bytes | memoryview) -> str:
    """Open the words of a decision; raises foundation.envelope.SealError when they are another's."""
    return key_ring().open(bytes(sealed), aad=_place(subject_id)).decode()


def _place(subject_id: int) -> bytes:
    return f"decisions.decision|{subject_id}".encode()
