"""The outermost room: settings, addresses and the command line."""
