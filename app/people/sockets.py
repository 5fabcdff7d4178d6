"""A socket lives as long as the sign-in that it came by."""

from collections.abc import Iterator

from app.foundation.connections import Connection
from app.foundation.realtime import rechecks
from app.people.queries import find_all_signed_in


@rechecks
def end_void_sign_ins(connections: list[Connection]) -> Iterator[tuple[Connection, str | None]]:
    """Which connections came by a sign-in that has been ended since, or belong to a disabled account."""
    holding = find_all_signed_in(connection.identity for connection in connections)
    for connection in connections:
        if connection.identity not in holding:
            yield connection, None
