"""Writing decisions: taken with the end they belong to, served, objected to, answered."""

from panah.decisions.operations.answering import reopen_what_fell
from panah.decisions.operations.deciding import after_end
from panah.decisions.operations.objecting import file_objection
from panah.decisions.operations.serving import serve
from panah.decisions.rules.window import Serving

__all__ = ["Serving", "after_end", "file_objection", "reopen_what_fell", "serve"]
