"""Many practices' returns seen together: pure, without a window, a file or a form.

``collection`` unites submissions by identity and keeps every conflict; ``member`` is what one
practice says, worked out from its submissions; ``totals`` are sums that can be added up again;
``pcn`` is everything a PCN sees. Statistics are worked out from counts when they are looked at.
Source of every rule: content/expectations.md part G; content/stocktake.md B.5.
"""
