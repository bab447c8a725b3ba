"""Pure rules of decisions: grounds, the time to object, and the notice a person reads."""
