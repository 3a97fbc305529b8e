"""Parts of the actions page."""
