"""From two texts and what they share to what changed: blocks, edits, a summary, flaws of the inputs."""
