"""Rashomon: from conflicting reports of an attack to a sourced brief."""

__version__ = "0.1.0"
