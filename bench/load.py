"""A small load generator, run as a process of its own: so many clients at once, each on one kept-alive connection.

    python -m bench.load '{"port": 8000, "at_once": 16, "seconds": 3, "paths": ["/"], "cookies": ["session=…"]}'

`posts` instead of paths names a file of [path, headers, body], each of which is sent once by whoever comes next; `taken` are the
statuses that are hoped for. Prints one line of JSON: answers a second, median and 95th percentile in milliseconds, other answers.
"""

import asyncio
import json
import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

TAKEN = {200, 204, 302}
WARM = 0.25  # the part of the time that is not counted


class Client:
    """One connection that asks, waits for the whole answer, and asks again."""

    def __init__(self, order: dict[str, Any], place: int, posts: Iterator[bytes] | None) -> None:
        self.order = order
        self.times: list[float] = []
        self.others = 0
        self.taken = set(order.get("taken") or TAKEN)
        cookies = order.get("cookies") or [""]
        self.requests = posts or cycle(
            [self._words(path, cookies[place % len(cookies)]) for path in order.get("paths", ())]
        )

    async def run(self, counted_from: float, until: float) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.order["port"])
        while (began := perf_counter()) < until and (words := next(self.requests, b"")):
            writer.write(words)
            status = await answer_of(reader)
            if began >= counted_from:
                self.times.append((perf_counter() - began) * 1000)
                self.others += status not in self.taken
        writer.close()

    def _words(self, path: str, cookie: str) -> bytes:
        lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: {cookie}"]
        if self.order.get("encoding"):
            lines.append(f"Accept-Encoding: {self.order['encoding']}")
        return "\r\n".join([*lines, "", ""]).encode()


def _posts(path: str) -> Iterator[bytes]:
    """Each sent once, by whichever client comes next."""
    for where, heads, body in json.loads(Path(path).read_text()):
        data = body.encode()
        told = [f"{name}: {value}" for name, value in heads.items()]
        lines = [f"POST {where} HTTP/1.1", "Host: 127.0.0.1", *told, f"Content-Length: {len(data)}", "", ""]
        yield "\r\n".join(lines).encode() + data


async def answer_of(reader: asyncio.StreamReader) -> int:
    """Read one whole answer and give its status."""
    head = await reader.readuntil(b"\r\n\r\n")
    lowered = head.lower()
    if b"transfer-encoding: chunked" in lowered:
        while size := int(await reader.readline(), 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    elif b"content-length:" in lowered:
        await reader.readexactly(int(lowered.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0]))
    return int(head[9:12])


async def _load(order: dict[str, Any]) -> dict[str, float]:
    posts = _posts(order["posts"]) if order.get("posts") else None
    clients = [Client(order, place, posts) for place in range(order["at_once"])]
    counted_from = perf_counter() + order["seconds"] * WARM
    until = counted_from + order["seconds"]
    await asyncio.gather(*(client.run(counted_from, until) for client in clients))
    times = [time for client in clients for time in client.times]
    passed = min(perf_counter(), until) - counted_from
    return {
        "a_second": len(times) / passed,
        "median": median(times or [0.0]),
        "p95": quantiles(times, n=20)[18] if len(times) > 1 else sum(times),
        "others": sum(client.others for client in clients),
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_load(json.loads(sys.argv[1])))))
