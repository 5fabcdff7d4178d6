"""What building needs to know, and the figures it is judged by."""
