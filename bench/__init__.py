"""What the platform costs, measured; never asserted by a test."""
