"""Pieces of the first page: beginning, and the returns there are."""
