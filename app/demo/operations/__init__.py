"""Building demo data: planned without the database, written by bulk."""
