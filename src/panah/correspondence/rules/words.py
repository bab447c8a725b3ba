"""The words of letters: urgency, classification, how one is signed, how it goes, what happened to it."""

from enum import StrEnum
from typing import Final


class Urgency(StrEnum):
    """How soon a letter wants to be read."""

    NORMAL = "normal"
    URGENT = "urgent"
    IMMEDIATE = "immediate"


class Classification(StrEnum):
    """Who may read a letter at all."""

    NORMAL = "normal"
    CONFIDENTIAL = "confidential"


class Level(StrEnum):
    """How surely a letter is known to be its signer's."""

    STEP_UP = "step-up"
    """The signer said anew who they are, by key or code, moments before."""
    TOKEN = "token"  # noqa: S105  # the name of a level
    """The signer's own certificate signed it, on a token that keeps the key."""
    PAPER = "paper"
    """Printed, signed and stamped by hand; its scan was matched and looked at by another."""


class Way(StrEnum):
    """How a letter reaches whom it is for."""

    ECE = "ece"
    POST = "post"
    BEARER = "bearer"
    INSIDE = "inside"


class Happened(StrEnum):
    """What is written beside a letter once it is in its register."""

    SENT = "sent"
    DELIVERED = "delivered"
    SENT_BACK = "sent-back"
    VOIDED = "voided"


class DraftState(StrEnum):
    """How far a letter has come before it has a number."""

    OPEN = "open"
    """With its writer."""
    WAITING = "waiting"
    """With whoever is to sign."""
    SIGNED = "signed"
    DROPPED = "dropped"


DIRECTION_TITLES: Final = {"outgoing": "صادره", "incoming": "وارده", "internal": "داخلی"}
URGENCY_TITLES: Final = {
    Urgency.NORMAL: "عادی",
    Urgency.URGENT: "فوری",
    Urgency.IMMEDIATE: "آنی",
}
CLASSIFICATION_TITLES: Final = {
    Classification.NORMAL: "عادی",
    Classification.CONFIDENTIAL: "محرمانه",
}
LEVEL_TITLES: Final = {
    Level.STEP_UP: "امضا با کلید یا کد",
    Level.TOKEN: "امضای الکترونیکی با توکن",
    Level.PAPER: "امضا و مهر روی کاغذ",
}
WAY_TITLES: Final = {
    Way.ECE: "تبادل الکترونیکی (ECE)",
    Way.POST: "پست یا پیک",
    Way.BEARER: "به دست دارنده",
    Way.INSIDE: "درون سامانه",
}
NO_ANNEX: Final = "ندارد"


def annex_in_words(count: int, text: str) -> str:
    """Say what comes with a letter: «۲ برگ: رونوشت کارت»; empty where nothing does."""
    sheets = f"{count} برگ" if count else ""
    return f"{sheets}: {text}" if sheets and text else sheets or text
