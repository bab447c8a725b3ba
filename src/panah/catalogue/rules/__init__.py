"""Pure rules of the catalogue: what a published bundle holds, what a directive says, how a search ranks."""
