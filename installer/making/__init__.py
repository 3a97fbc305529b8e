"""Making the installers: from a commit and a lock to files that are the same each time.

``installer/build.py`` is the command. ``commit`` says what is built, ``lock`` fetches the wheels
it names, ``wheels`` unpacks the part that is wanted, ``qt`` leaves out what Qt does not need,
``runtime`` lays out Python, ``notices`` writes licences and the list of parts, ``payload`` puts all
that into the folder that is installed, ``windows``, ``msi`` and ``debian`` make the files for each
system, ``tidy`` makes them the same each time.
"""
