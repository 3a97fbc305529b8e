"""Excel in and out: the only code that opens, writes or understands workbooks.

Writing goes through ``excel_writer``. Receiving goes through ``guard`` and ``sheet_reader`` inside
a child process (``child``, ``children``), and ``reading`` says what was found.
"""
