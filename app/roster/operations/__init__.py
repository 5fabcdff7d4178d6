"""Acts on rosters: sending one, applying it, codes, single people, and taking back what was done."""
