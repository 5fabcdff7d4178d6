"""Addresses that arrive from outside and are followed."""

from urllib.parse import urlsplit

from app.foundation.markup import has_control_characters


def is_local_path(address: str | None) -> bool:
    """Whether this is a path of ours: browsers read `//x`, `/\\x` and a tab within as another site."""
    if not address or not address.startswith("/") or address.startswith("//") or "\\" in address:
        return False
    if has_control_characters(address) or any(character in address for character in "\t\r\n"):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return not (parts.scheme or parts.netloc)
