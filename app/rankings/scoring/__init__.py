"""From facts and rules to standings: pure, in whole numbers, the same on every machine."""
