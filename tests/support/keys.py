"""Hands on a keyboard and a stopwatch in the page: how many keys, and how long until the next work is painted."""

from dataclasses import dataclass, field

from playwright.sync_api import Page, expect

from tests.support.screens import until

# Begins at Ctrl+Enter, ends two frames after the next work stands in the page: then it has been painted.
STOPWATCH = """() => {
  let began = 0;
  window.turns = [];
  addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey) began = performance.now();
  }, true);
  new MutationObserver(() => {
    if (!began) return;
    const since = began;
    began = 0;
    requestAnimationFrame(() => requestAnimationFrame(() => window.turns.push(performance.now() - since)));
  }).observe(document.body, { childList: true });
}"""


@dataclass
class Hands:
    """Presses keys and counts them; the letters of comments are counted apart."""

    page: Page
    keys: int = 0
    letters: int = 0
    visited: list[str] = field(default_factory=list)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1 + key.count("+")

    def write(self, comment: str) -> None:
        self.page.keyboard.insert_text(comment)
        self.letters += len(comment)

    def judge(self, score: str, comment: str) -> None:
        """The whole of one work by keys: a score or the first grade, a comment, on to the next."""
        self.wait_for_keys()
        if self.page.locator("main [name=score]").count():
            self.press(*score, "Enter")
        else:
            self.press("1", "c")
        expect(self.page.locator("main [name=comment]")).to_be_focused()
        self.write(comment)
        self.turn("Control+Enter")

    def wait_for_keys(self) -> None:
        """Keys work once they stand beside what they do, and nobody reads faster than that."""
        expect(self.page.locator("main [data-act=grade] .key").first).to_be_visible()

    def turn(self, key: str) -> None:
        """Press a key and wait until another page stands there."""
        before = self.page.url
        self.visited.append(before)
        self.press(key)
        until(self.page, "before => location.href !== before", before)
        self.page.wait_for_load_state()
