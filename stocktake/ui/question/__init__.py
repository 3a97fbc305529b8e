"""One question on a page: its words, its editor, its state, and what there is to say about it.

``block`` is what every kind of block is, ``blocks`` chooses one for a question, ``section_view``
stands a whole section's blocks under one another and keeps them up to date.
"""
