"""Pieces of the page on which answers are checked."""
