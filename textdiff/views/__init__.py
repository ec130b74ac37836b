"""From a comparison or a scan to something to read."""
