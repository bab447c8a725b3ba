"""The Amayesh round (مرحلهٔ آمایش): ordered by the ministry, called household by household, approved, carded."""
