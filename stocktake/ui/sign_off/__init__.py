"""Pieces of the page on which a return is signed off."""
