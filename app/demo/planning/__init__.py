"""What happens in a demo training, worked out without a database: who, where, when, and in which words."""
