"""«دبیرخانه»: what waits, the registers, a letter's page, writing and signing, what comes in, scans, rights."""
