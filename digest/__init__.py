"""A static site generator for news digests: who said what, on pages that any host can serve."""

__version__ = "0.1.0"
