"""Objections as pages show them."""
