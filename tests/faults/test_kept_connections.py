"""Connections that stay open between two requests: watched again by whoever answered, let go without a thread."""

import signal
import socket
import time
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from app import gunicorn_hooks
from tests.faults.answering import answering

pytestmark = pytest.mark.faults
OURS, THEIRS = gunicorn_hooks.worker_class, "gthread"
WORDS = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
SOON = 0.6  # seconds


def connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=20)


def asked(client: socket.socket, words: bytes = WORDS, answers: int = 1) -> bytes:
    """Send these words and read so many answers."""
    client.sendall(words)
    heard = b""
    while heard.count(b"\r\n\r\nok") < answers and (more := client.recv(4096)):
        heard += more
    return heard


def seconds_to_let_go(worker: str, folder: Path) -> float:
    """How long one who hangs up is kept while the only thread is busy with somebody else."""
    with answering(worker, folder, threads=1) as (port, _), closing(connected(port)) as client:
        assert b"200 OK" in asked(client)
        time.sleep(0.2)  # it is being watched again
        with closing(connected(port)) as busy:
            busy.sendall(WORDS.replace(b"/ ", b"/slow "))
            time.sleep(0.2)  # the thread has it
            began = time.monotonic()
            client.shutdown(socket.SHUT_WR)
            assert client.recv(1) == b""
            return time.monotonic() - began


def test_a_kept_connection_is_answered_again_and_again(tmp_path: Path) -> None:
    with answering(OURS, tmp_path, threads=2) as (port, _), closing(connected(port)) as client:
        assert all(b"200 OK" in asked(client) for _ in range(100))
        assert asked(client, WORDS * 5, answers=5).count(b"200 OK") == 5, "said in one breath"
        with closing(connected(port)) as another:
            assert b"200 OK" in asked(another)


def test_who_hangs_up_waits_for_no_thread(tmp_path: Path) -> None:
    assert seconds_to_let_go(OURS, tmp_path) < SOON
    assert seconds_to_let_go(THEIRS, tmp_path) > SOON, "gunicorn has mended it: it can go from app/gunicorn_worker.py"


def test_stopping_cuts_no_answer_off(tmp_path: Path) -> None:
    """Eight clients without a pause while the server is told to stop: whole answers up to the last, and a quiet end."""
    heard: list[bytes] = []

    def ask_on(port: int) -> None:
        with closing(connected(port)) as client:
            while True:
                try:
                    answer = asked(client)
                except ConnectionError:
                    return  # it was sent when the server had closed already
                if not answer:
                    return
                heard.append(answer)

    with answering(OURS, tmp_path, grace=5) as (port, program):
        clients = [Thread(target=ask_on, args=(port,)) for _ in range(8)]
        for client in clients:
            client.start()
        time.sleep(0.5)
        program.process.send_signal(signal.SIGTERM)
        assert program.process.wait(10) == 0
        for client in clients:
            client.join(10)
        log = program.output.read_text()
    assert len(heard) > 100
    assert all(answer.endswith(b"\r\n\r\nok") for answer in heard)
    assert "Traceback" not in log
