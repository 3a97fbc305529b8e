"""Parts of the page of the rate card."""
