"""The window: everything that needs Qt, and nothing else.

``theme`` and ``style`` hold the look, ``main_window`` the frame, ``page`` what every screen is,
``pages`` the screens, ``editors`` one widget for each way of giving an answer, ``widgets`` the
pieces that know nothing of general practice, ``jobs`` the only threads and ``messages`` the only
message boxes.
"""

from stocktake.ui.plain_imports import import_plainly

import_plainly()
