"""Putting a signed list where it is fetched from; an older one never takes the place of a newer one."""

from datetime import datetime
from hashlib import sha256

from panah.documents.models import PublishedList


def put_out(name: str, body: bytes, *, sequence: int, now: datetime) -> bool:
    """Publish a list under its name; says whether it did: not when a newer one is out already."""
    told = {"body": body, "sequence": sequence, "etag": sha256(body).hexdigest(), "made_at": now}
    _, is_new = PublishedList.objects.get_or_create(name=name, defaults=told)
    return is_new or bool(PublishedList.objects.filter(name=name, sequence__lte=sequence).update(**told))
