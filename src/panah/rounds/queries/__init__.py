"""Reading rounds: whom one covers, how far it has come, where it jams."""

from panah.rounds.rules.course import ACKNOWLEDGERS, ANNOUNCERS, Course

__all__ = ["ACKNOWLEDGERS", "ANNOUNCERS", "Course"]
