"""What is known about texts that look alike."""
