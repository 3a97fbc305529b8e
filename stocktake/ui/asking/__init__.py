"""Parts of the pages on which a PCN lead asks, and a practice answers."""
