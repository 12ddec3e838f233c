"""Accuracy against public corpora: one command each, ``python -m evals.NAME --data PATH``."""
