"""The review desk: people work through a run's claims and record verdicts.

Nothing here analyses a text: a run is read through :mod:`claimlink.inspecting`, copied into a
store, and every verdict is the fold of the events that people made.
"""
