"""Simulated people: who reads, who pretends to, and what the ledger and its hints make of them. Pure, and always the same."""
