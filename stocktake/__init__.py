"""Stocktake: a free, offline stocktake and five-year plan for general practice in England.

The layers, top to bottom; imports run downwards only, and a test holds it::

    app | cli                        the two ways in: the window and the command line
    ui                               everything that needs Qt
    tasks                            things done end to end, one file each, no Qt
    store | workbooks | opendata | charts | documents
                                     the outside world; none imports another
    merge | planning                 reasoning over several parts; neither imports the other
    rates | questionnaire            what a service costs; forms, answers and formulas
    settings                         what one person prefers
    paths | units | phrases          where shipped files are; money, time, rounding; how it is said
    drafts | processes | plain_xml   files not yet whole; children to be killed; XML from outside
    errors                           errors and problems a person can act on
"""

__version__ = "0.1.0"
