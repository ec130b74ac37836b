"""From bytes to documents and tokens; the text itself is never changed."""
