"""From two texts to what both have: verbatim runs, passages, shares."""
