"""What pages and acts want to know about rosters."""
