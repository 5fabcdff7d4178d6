const PAUSE = 700;

/** Asks again and again whether a file was saved, and shows the page anew when one was. */
export default function preview(notice) {
  const { url, version, stopped } = notice.dataset;
  const words = notice.querySelector("[data-words]");
  const usual = words.textContent;

  async function look() {
    try {
      const answer = await fetch(url, { cache: "no-store" });
      const now = await answer.json();
      words.textContent = usual;
      if (now.version !== version) return location.reload();
    } catch {
      words.textContent = stopped;
    }
    return setTimeout(look, PAUSE);
  }

  setTimeout(look, PAUSE);
}
