"""Pure rules of papers: what stands on a face, and where."""
