"""Files that people hand over with a form: how they come in, wait, become part of a case, and are shown."""
