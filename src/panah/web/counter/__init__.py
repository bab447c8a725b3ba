"""Pages of a counter: a card is scanned, a request written down, money taken, a paper printed and handed over."""
