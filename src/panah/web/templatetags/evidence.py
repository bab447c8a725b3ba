"""What a page says of a file: its kind and its pages, in the reader's language."""

from django import template

from panah.evidence.queries import FileMark
from panah.web.files import fields

register = template.Library()


@register.filter
def said_of(mark: FileMark) -> str:
    """Write «عکس» or «پی‌دی‌اف، ۳ برگ»."""
    return fields.said_of(mark)
