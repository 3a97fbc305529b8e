"""Documents to print or send: plain data to blocks, and writers that turn blocks into a file.

To add a document: write ``documents/<name>.py`` with one function that returns a ``Document``, and
add a line to ``DOCUMENTS``. A test fails until it renders the sample practice.
"""
