"""The workspace: one SQLite file that holds every practice, round and answer.

Only this package speaks SQL. What is where::

    opening         what a file is, before anything is changed: a plain verdict
    workspace       open, create, close; one object with everything below on it
    migrations      the tables, as an append-only list of named SQL
    database        the one connection: its settings, and the transaction every change goes through
    rows            how an answer is written as a row, and the hash every row carries
    answers         load and save answers and the order of table rows
    history         who changed what, when, from what to what; only ever added to
    returns         practices, rounds and submissions
    taking_in       a submission that comes from elsewhere
    sections        sections marked complete, and the place to carry on from
    exported        what last left, so that an export that differs is another revision
    attachments     evidence files
    askings         questions to practices, asked here or come here, and the answers
    published_sets  published figures of practices, as they came
    rate_cards      working rate cards, step by step
    published_cards versions of rate cards that were published, kept whole
    backups         rolling verified copies
    return_file     copies in a folder that other desks see: written, copied in, put in place
    desk_marks      the marks by which such copies are ordered
    recovery        a damaged file is set aside and what can be read is kept
    salvage         what can be read of a damaged file, and the report of what cannot
    reading_damage  reading a table row by row around what cannot be read
    removal         remove for good, from tables, history and backups
    beginning       a workspace with nothing in it
    whole_files     files that appear whole or not at all
    submission_rows the row of one submission, counted on with every change
    locking         one writer at a time
    refusals        every sentence said when a workspace cannot be used

Importing any of them imports nothing heavier than the standard library's sqlite3.
"""
