"""Papers as signed files: asked for when a paper is issued, made by the worker, given to whoever may have the paper."""

from panah.documents.operations.files.asking import ask_for_file
from panah.documents.operations.files.giving import file_of, paper_file
from panah.documents.operations.files.making import sign_files

__all__ = ["ask_for_file", "file_of", "paper_file", "sign_files"]
