"""`python -m panah`: the same as `./panah`."""

from panah.conf.cli import main

raise SystemExit(main())
