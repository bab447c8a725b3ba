"""Reading which papers wait for their signed files: for whoever runs the installation, and whoever sends them."""

from datetime import datetime

from django.db.models import Exists, Q
from django.db.models.functions import Concat

from panah.documents.models import SignedFile


def files_that_wait(*, before: datetime) -> tuple[int, str]:
    """Count the papers that have waited for their file since before a moment (UTC), and tell the newest trouble.

    Those that do not stand now wait for nothing; they are left alone, without a trouble, until later.
    """
    late = SignedFile.objects.filter(made_at=None, asked_at__lt=before)
    trouble = late.exclude(trouble="").order_by("-pk").values_list("trouble", flat=True).first()
    return late.filter(~Q(trouble="") | Q(next_at__lt=before)).count(), trouble or ""


def is_being_made(stream: Concat, *, since: datetime) -> Exists:
    """Ask of rows that name a paper by its stream whether its file was asked for since a moment (UTC) and is not made.

    Part of the caller's query, which gives the stream with OuterRef.
    """
    return Exists(SignedFile.objects.filter(paper=stream, made_at=None, asked_at__gt=since))
