"""Pure rules of biometrics: what is asked of whom, when a reading is good enough, and what a session says."""
