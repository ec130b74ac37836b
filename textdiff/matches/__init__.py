"""From documents to the passages that they share, and to families."""
