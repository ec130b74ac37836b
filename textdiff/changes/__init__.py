"""From two texts and their shared runs to blocks, edits and the numbers about them."""
