"""Ways to the outside: tokens people sign with, the exchange between secretariats, the squares of scans."""
