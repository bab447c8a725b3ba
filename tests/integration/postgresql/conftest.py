"""What PostgreSQL alone can promise; on SQLite these files are not collected, and `verify` detects instead."""

import os

collect_ignore_glob = [] if os.environ.get("DATABASE_URL") else ["test_*.py"]
