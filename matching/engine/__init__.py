"""Pure numbers: who meets which must-haves, how well each offer fits, in what order, and why.

Nothing here knows Django, a database or a name. Bring your own data as arrays: see `docs/engine.md`.
"""
