"""From bytes to documents, and from a document to a text with all that is known of it; no character is changed."""
