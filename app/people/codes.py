"""One-time codes for first use: random, read aloud without doubt, kept only as hashes."""

import secrets
from hashlib import sha256

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that looks like something else: no 0 O, 1 I L
GROUPS, GROUP = 3, 4


def new_code() -> str:
    """A code such as 7KQM-2XWD-H9RT, of 59 random bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))


def hash_of(code: str) -> str:
    """The hash of a code, however its letters and hyphens were typed."""
    letters = "".join(character for character in code.upper() if character.isalnum())
    return sha256(letters.encode("utf-8", "surrogatepass")).hexdigest()
