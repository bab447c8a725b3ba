"""Reading which papers wait for their signed files, for whoever runs the installation."""

from datetime import datetime

from django.db.models import Q

from panah.documents.models import SignedFile


def files_that_wait(*, before: datetime) -> tuple[int, str]:
    """Count the papers that have waited for their file since before a moment (UTC), and tell the newest trouble.

    Those that do not stand now wait for nothing; they are left alone, without a trouble, until later.
    """
    late = SignedFile.objects.filter(made_at=None, asked_at__lt=before)
    trouble = late.exclude(trouble="").order_by("-pk").values_list("trouble", flat=True).first()
    return late.filter(~Q(trouble="") | Q(next_at__lt=before)).count(), trouble or ""
