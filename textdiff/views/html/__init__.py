"""Comparisons and scans as self-contained HTML pages."""
