"""From Amazon's notice about restricted buyer messages to a finished, truthful appeal."""

__version__ = "0.1.0"
