"""Parts of the pages that set two rounds, or two versions of a form, side by side."""
