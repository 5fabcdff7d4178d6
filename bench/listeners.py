"""Many open pages of one thread, as a process of its own: each listens on a WebSocket and asks HTTP after a nudge.

Reads an order as JSON: ports of `pages` (each listener asks one of them), of the `writer` who takes posts and of `sockets`, `thread`, the number of its
last post as `after`, `cookies`, `posts` to send one after another, and the `spread`: milliseconds for each listener
over which the questions are strewn.
Prints one line of JSON: milliseconds from sending a post until the nudge was there, and until its HTML was; the medians
over all posts. The commit lies a little after the sending, so what is told is rather too much than too little.
"""

import asyncio
import base64
import json
import os
import random
import struct
import sys
from datetime import UTC, datetime
from itertools import cycle
from statistics import median, quantiles
from time import perf_counter
from typing import Any
from urllib.parse import quote

from bench.load import answer_of

CONNECTING_AT_ONCE = 25
PATIENCE = 30.0
REST = 3.0  # until what joining stirred up has settled


class Listener:
    """One open page."""

    def __init__(self, order: dict[str, Any], cookie: str, port: int) -> None:
        self.order, self.cookie, self.port = order, cookie, port
        self.nudged = self.fetched = 0.0

    async def join(self, gate: asyncio.Semaphore) -> bool:
        async with gate:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.order["sockets"])
            self.writer.write(self._handshake())
            head = await self.reader.readuntil(b"\r\n\r\n")
            if b" 101 " not in head.split(b"\r\n")[0]:
                return False
            await self._until("0")
            self._say("40")
            await self._until("40")
            self._say("421" + json.dumps(["join", {"thread": self.order["thread"]}]))
            return '"joined":true' in (await self._until("431")).replace(" ", "")

    async def keep_reading(self, spread: float) -> None:
        """Answer pings; fetch after each nudge, some moments later."""
        while True:
            await self._until('42["post"')
            self.nudged = perf_counter()
            await asyncio.sleep(random.random() * spread)
            await self._fetch()

    async def _fetch(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        path = f"/threads/{self.order['thread']}/posts?after={self.order['after']}&since={self.order['since']}"
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {self.cookie}\r\n\r\n".encode())
        if await answer_of(reader) == 200:
            self.fetched = perf_counter()
        writer.close()

    def _handshake(self) -> bytes:
        place = f"127.0.0.1:{self.order['sockets']}"
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
            *(f"Host: {place}", f"Origin: http://{place}", "Upgrade: websocket", "Connection: Upgrade"),
            *("Sec-WebSocket-Version: 13", f"Sec-WebSocket-Key: {key}", f"Cookie: {self.cookie}", "", ""),
        ]
        return "\r\n".join(lines).encode()

    def _say(self, text: str) -> None:
        data, mask = text.encode(), os.urandom(4)
        head = bytes([0x81, 0x80 | len(data)]) if len(data) < 126 else struct.pack(">BBH", 0x81, 0xFE, len(data))
        self.writer.write(head + mask + bytes(byte ^ mask[place % 4] for place, byte in enumerate(data)))

    async def _until(self, beginning: str) -> str:
        """The next message that begins so; pings are answered meanwhile."""
        while True:
            first, second = await self.reader.readexactly(2)
            length = second & 0x7F
            if length == 126:
                length = struct.unpack(">H", await self.reader.readexactly(2))[0]
            text = (await self.reader.readexactly(length)).decode() if first & 0x0F == 1 else ""
            if text == "2":
                self._say("3")
            if text.startswith(beginning):
                return text


async def _measure(order: dict[str, Any]) -> dict[str, float]:
    gate = asyncio.Semaphore(CONNECTING_AT_ONCE)
    began = perf_counter()
    pages = [Listener(order, *pair) for pair in zip(order["cookies"], cycle(order["pages"]))]
    joined = await asyncio.gather(*(page.join(gate) for page in pages), return_exceptions=True)
    inside = [page for page, is_in in zip(pages, joined, strict=True) if is_in is True]
    connected = perf_counter() - began
    reading = [asyncio.create_task(page.keep_reading(order["spread"] * len(inside) / 1000)) for page in inside]
    rounds = [await _round(order, inside, post) for post in order["posts"]]
    for task in reading:
        task.cancel()
    middle = {name: median(found[name] for found in rounds) for name in rounds[0]}
    return {"listeners": len(inside), "connected": connected, **middle}


async def _round(order: dict[str, Any], inside: list[Listener], post: list[str]) -> dict[str, float]:
    await asyncio.sleep(REST)
    order["since"] = quote(datetime.now(UTC).isoformat())
    for page in inside:
        page.nudged = page.fetched = 0.0
    sent = perf_counter()
    await _send(order, *post)
    while perf_counter() < sent + PATIENCE and not all(page.fetched for page in inside):
        await asyncio.sleep(0.05)
    order["after"] += 1
    nudges = [(page.nudged - sent) * 1000 for page in inside if page.nudged]
    fetches = [(page.fetched - sent) * 1000 for page in inside if page.fetched]
    numbers = {"nudged": float(len(nudges)), "fetched": float(len(fetches))}
    return numbers | _spread("nudge", nudges) | _spread("html", fetches)


async def _send(order: dict[str, Any], path: str, cookie: str, body: str) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", order["writer"])
    lines = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: {cookie}", f"Content-Length: {len(body)}"]
    writer.write("\r\n".join([*lines, "Content-Type: application/x-www-form-urlencoded", "", body]).encode())
    status = await answer_of(reader)
    writer.close()
    if status != 302:
        raise SystemExit(f"the post was answered {status}")


def _spread(name: str, times: list[float]) -> dict[str, float]:
    values = (median(times), quantiles(times, n=20)[18], max(times)) if len(times) > 1 else (0.0, 0.0, 0.0)
    return {f"{name} {part}": value for part, value in zip(("median", "p95", "most"), values, strict=True)}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_measure(json.loads(sys.stdin.read())))))
