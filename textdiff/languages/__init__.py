"""What is known of each language, as data alone: one module a language."""
