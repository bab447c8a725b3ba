"""Publishing: the one way a text comes into force."""

from panah.catalogue.operations.directives import publish_directive
from panah.catalogue.operations.services import publish, publish_shipped

__all__ = ["publish", "publish_directive", "publish_shipped"]
