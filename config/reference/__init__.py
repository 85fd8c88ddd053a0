"""Coded lists and dated figures.

`lists/*.csv` are the shared coded lists, one a file, rows in order. Each begins with code, label, definition, group,
valid_from, valid_to (that day is no longer counted); then its own columns. Codes are never renamed or reused. Yes and
no are words, several codes in a cell are separated by a space, an empty cell says nothing. In `rights.csv`, basis S0
to S4 are the papers the service was built for, D the section of the domain notes, W a public source.
"""
