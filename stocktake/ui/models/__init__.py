"""Adapters from rows of plain values to Qt's tables. They hold no rules."""
