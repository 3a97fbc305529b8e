"""The help: its pages, how they are found, read and printed, and the menu that leads to them."""
