"""Pieces of sharing sections out and bringing them back."""
