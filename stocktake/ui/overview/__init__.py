"""Pieces of the list of a form's sections."""
