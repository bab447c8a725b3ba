"""What the state offers: published versions of the services, their directives, and the search for them."""
