"""What the world may fetch: the trust list, the lists of status and of numbers, signed anew as soon as they change."""

from panah.documents.operations.publishing.certificates import publish_certificates
from panah.documents.operations.publishing.numbers import publish_numbers
from panah.documents.operations.publishing.status import publish_status
from panah.documents.operations.publishing.trust import publish_trust, publish_trust_of_demo

__all__ = [
    "publish_certificates",
    "publish_numbers",
    "publish_status",
    "publish_trust",
    "publish_trust_of_demo",
]
