"""Tools for whoever works on Panah: the whole check, a throw-away PostgreSQL, fonts and translations."""
