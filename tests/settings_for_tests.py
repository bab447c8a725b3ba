"""The product's settings, with a database of the run's own and quick password hashing."""

import os
import tempfile

os.environ.setdefault("PANAH_DATA", tempfile.mkdtemp(prefix="panah-test-"))

from panah.conf.settings import *  # noqa: F403  # the data folder must be known first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
