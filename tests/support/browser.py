"""A real Chromium for tests, which may reach this machine and nothing else."""

import ctypes
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.support.processes import MissingPart

PACKAGES = "chromium-headless-shell fonts-noto-cjk libatomic1"
HINT = f"Tests need Chromium, a Chinese font and libatomic: `apt-get install {PACKAGES}`."
# The same browser without its windows comes first: it makes and shows the same pages for a fifth less of the processor.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")
# The browser heeds the last list of features alone, so this one begins with what Playwright turns off. The suggestions
# of the address bar, which nobody here sees, cost as much as the window that they are made for.
FEATURES_OFF = [
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect",
    "TcpPortRandomizationWin", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch",
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
]  # fmt: skip
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    f"--disable-features={','.join(FEATURES_OFF)}",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def chromium_path() -> Path:
    """Find the system's Chromium."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        raise MissingPart(HINT)
    return Path(found)


def demand_what_the_driver_needs() -> None:
    """Say plainly what is missing before the driver fails in words of its own."""
    try:
        ctypes.CDLL("libatomic.so.1")
    except OSError:
        raise MissingPart(HINT) from None


def launch_chromium(playwright: Playwright, *switches: str) -> Browser:
    """Start a browser with nothing in it."""
    return playwright.chromium.launch(executable_path=chromium_path(), args=[*SWITCHES, *switches])


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for each test process; each test opens a context of its own."""
    demand_what_the_driver_needs()
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        yield browser
        browser.close()
