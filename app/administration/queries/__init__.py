"""What those who administer look at."""
