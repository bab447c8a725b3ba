"""The texts of messages: those a version was published with, and those of the house."""

from functools import cache

from panah.catalogue import shipped
from panah.catalogue.queries.versions import content_of
from panah.workflow.messages import House, Messages


@cache
def house_messages() -> House:
    """Give the texts all services share; raises FormRefused for a file that was spoilt."""
    return shipped.shipped_house()


def messages_of(version_id: int) -> Messages:
    """Give the texts a version writes itself; raises `NotFound("version-unknown")`."""
    return content_of(version_id).messages


def title_of(version_id: int, language: str) -> str:
    """Give the title of a service as people of a language read it, in Persian where it has none."""
    content = content_of(version_id)
    texts = content.texts.get(language)
    return texts.title if texts else content.form.plain_title
