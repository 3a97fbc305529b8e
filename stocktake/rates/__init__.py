"""What non-core work really costs: arithmetic only, in exact pounds.

* ``rate_settings`` - the figures a card starts from, with their sources
* ``role_cost`` - what a bookable hour of a role costs, from pay
* ``line_cost`` - the engine: what one unit of work costs and its price
* ``quick_costs`` - the same engine fed from the services table
* ``price_parts``, ``uplift`` - how a price is made up, and what it becomes in later years
* ``card``, ``pricing`` - a whole rate card, and its prices
* ``card_checks``, ``publishing``, ``versions`` - fit to publish, canonical form, what changed
* ``comparing``, ``margins`` - beside another card, and beside what is paid

Pounds are given and published as ``Decimal``. In between they are exact fractions, because a third
of an hour has no exact decimal; they are rounded once, half up to a penny, when published.
"""
