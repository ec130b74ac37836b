"""From many documents to the pairs, passages and families among them: the one room that knows numpy and datasketch."""
