"""The scanner's line, spoken with a daemon of our own that says what a real one says."""

import socketserver
import threading

import pytest
from werkzeug.datastructures import FileStorage

from app.foundation import scanning
from app.foundation.errors import Refused
from app.foundation.scanning import Clamd, Infected, Unscannable
from app.foundation.uploads import keep_uploads
from app.settings import Settings, SettingsError

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Daemon(socketserver.StreamRequestHandler):
    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while size := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(size)
        if content.startswith(b"break off"):
            return
        said = b"stream: Eicar-Signature FOUND" if EICAR in content else b"stream: OK"
        self.wfile.write((b"INSTREAM size limit exceeded. ERROR" if b"too large" in content else said) + b"\0")


@pytest.fixture(scope="module")
def daemon():
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Daemon) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield Clamd(server.server_address)
        server.shutdown()


def test_clean_infected_and_unscannable_files_are_told_apart(daemon):
    assert daemon.scan(b"x" * 200_000) is None
    assert daemon.scan(b"x" * 70_000 + EICAR) == "Eicar-Signature"
    for content in (b"break off", b"too large"):
        with pytest.raises(Unscannable):
            daemon.scan(content)
    with pytest.raises(Unscannable):
        Clamd(("127.0.0.1", 1)).scan(b"x")
    with pytest.raises(Unscannable):
        Clamd("/nowhere/clamd.sock").scan(b"x")


@pytest.fixture
def scanned(app, daemon):
    app.extensions["scanner"] = daemon
    with app.test_request_context():
        yield app
    app.extensions["scanner"] = None


def upload(content: bytes) -> list[FileStorage]:
    from io import BytesIO

    return [FileStorage(BytesIO(content), "班规.txt")]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_what_was_found_is_said_to_the_person_and_nothing_is_kept(scanned):
    assert keep_uploads(upload("作业不过夜".encode()), 1)[0].name == "班规.txt"
    with pytest.raises(Refused, match="Eicar-Signature") as infected:
        keep_uploads(upload(EICAR), 1)
    assert infected.value.field == "files"
    with pytest.raises(Refused, match="过几分钟再传"):
        keep_uploads(upload(b"too large"), 1)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_without_a_setting_nothing_is_scanned_and_a_wrong_one_is_said(app, tmp_path):
    with app.app_context():
        assert scanning.check(EICAR) is None
    with pytest.raises(SettingsError, match="SCANNER_URL"):
        Settings.from_environment({"SCANNER_URL": "http://127.0.0.1", "INSTANCE_PATH": str(tmp_path)})


def test_addresses_of_scanners():
    assert scanning._scanner_at("clamd://scanner:3311") == Clamd(("scanner", 3311))
    assert scanning._scanner_at("clamd://scanner") == Clamd(("scanner", 3310))
    assert scanning._scanner_at("unix:///run/clamd.sock") == Clamd("/run/clamd.sock")
    assert Infected("x").virus == "x"
