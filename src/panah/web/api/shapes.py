"""What is asked and answered, as the contract writes it (docs/contracts/verify.yaml)."""

from typing import Literal

from ninja import Schema
from pydantic import Field


class Question(Schema):
    """One code."""

    text: str = Field(
        min_length=1,
        max_length=4_296,
        description="what the square says, whole, or the ten letters and digits printed under it",
    )


class Light(Schema):
    """One light."""

    light: Literal["green", "amber", "red"]
    reason: str | None = Field(description="one word where it is not green, such as `revoked` or `list-old`")
    at: str | None = Field(description="the moment it speaks of: an end, a beginning, when a list was signed")


class Paper(Schema):
    """What an authentic paper says of itself, to be compared with what is printed on it."""

    issuer: str
    type: str
    number: str
    name: str
    name_latin: str
    others: list[str]
    birth: list[str] | None = Field(description="the first and the last day it may have been on, Gregorian")
    nationality: str
    since: str | None
    until: str | None
    details: dict[str, str]


class Answer(Schema):
    """Three lights in their order; of what is not authentic the other two are not lit."""

    authentic: Light
    in_date: Light | None
    status: Light | None
    type: str | None = Field(
        description="which paper it is; known of a typed code too. `letter`: its square says nothing but its code"
    )
    paper: Paper | None


class No(Schema):
    """Why there is no answer."""

    error: str
