"""Identity numbers and telephones: sealed so that a stolen database tells nothing, found again by a blind index.

AES-GCM with a fresh nonce each time; the index is an HMAC of the plain number under another key, equal for equal numbers.
Both keys come out of one secret; with another secret nothing opens any more.
"""

import hmac
import os
import zlib
from base64 import b64decode, b64encode
from functools import cache
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE = 12
HIDDEN = "*"


class NotOpened(Exception):
    """This was sealed with another secret, or something changed it."""


class Sealer:
    """Seals and opens with the keys of one secret; `of` keeps it, since keys take a moment to make."""

    def __init__(self, secret: str) -> None:
        self._box = AESGCM(_key(secret, b"personal data, sealed"))
        self._index = _key(secret, b"personal data, blind index")

    @staticmethod
    @cache
    def of(secret: str) -> "Sealer":
        return Sealer(secret)

    def seal(self, text: str) -> str:
        nonce = os.urandom(NONCE)
        return b64encode(nonce + self._box.encrypt(nonce, text.encode(), None)).decode()

    def open(self, sealed: str) -> str:
        """The text; raises NotOpened."""
        try:
            raw = b64decode(sealed)
            return self._box.decrypt(raw[:NONCE], raw[NONCE:], None).decode()
        except (InvalidTag, ValueError) as fault:
            raise NotOpened from fault

    def seal_long(self, text: str) -> str:
        """The same for a long text, which is packed first."""
        nonce = os.urandom(NONCE)
        return b64encode(nonce + self._box.encrypt(nonce, zlib.compress(text.encode(), 6), b"long")).decode()

    def open_long(self, sealed: str) -> str:
        try:
            raw = b64decode(sealed)
            return zlib.decompress(self._box.decrypt(raw[:NONCE], raw[NONCE:], b"long")).decode()
        except (InvalidTag, ValueError, zlib.error) as fault:
            raise NotOpened from fault

    def index(self, kind: str, number: str) -> str:
        """What equal numbers of a kind have in common, and nobody without the secret can work out."""
        return hmac.new(self._index, f"{kind}:{number}".encode(), sha256).hexdigest()


def masked_identity(number: str) -> str:
    """4301**********0012: enough to tell two people apart by asking, not enough to be somebody else."""
    return number[:4] + HIDDEN * (len(number) - 8) + number[-4:]


def masked_phone(number: str) -> str:
    return number[:3] + HIDDEN * (len(number) - 7) + number[-4:]


def _key(secret: str, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())
