"""Levels, requirements, gaps, priorities and resources by year: pure, without a window or a file.

``plan.make_plan`` puts the parts together. Everything is a frozen value: levels are whole numbers,
money and WTE are ``Decimal``, and None is unknown, never nought.
Source of every rule: content/expectations.md part B.
"""
