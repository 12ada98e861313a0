"""The rule models as data: one folder a language."""
