"""Pieces of a page that know nothing of general practice."""
