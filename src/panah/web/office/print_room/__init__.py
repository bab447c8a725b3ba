"""«چاپخانه»: the queue of cards, batches, the printer and the scanner, arrivals, and the book of blanks."""
