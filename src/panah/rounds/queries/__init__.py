"""Reading rounds: whom one covers, how far it has come, where it jams."""
