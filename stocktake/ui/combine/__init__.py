"""Pieces of the page on which practices' workbooks are brought together."""
