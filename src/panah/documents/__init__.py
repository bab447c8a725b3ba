"""What goes out of the bureau on paper: typeset here, on this machine, from plain data."""
