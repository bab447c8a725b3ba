"""A made-up province to learn, test and measure with: nobody in it exists."""
