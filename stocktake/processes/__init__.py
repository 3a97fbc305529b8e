"""Child processes in which hostile files are read (decisions 16): what all of them share.

``child_process`` starts and ends one, ``limiting`` is how it limits itself, ``pipes`` is what goes
between the two, and ``windows_job`` is the limit from outside on Windows. What is read in one, and
what is said about it, is the business of whoever starts it.
"""
