"""Reading what was handed in."""

from panah.evidence.models import Upload


def uploads_of(*, case_id: int) -> list[Upload]:
    """What was handed in with a case, newest first; one query."""
    return list(Upload.objects.filter(case=case_id).order_by("-pk"))
