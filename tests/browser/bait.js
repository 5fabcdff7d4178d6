// Shows texts under this page's policy and does with them what a curious reader might; `tryAll` tells which of them ran.
const EVENTS = [
  "error", "load", "focus", "click", "mouseover", "toggle", "pointerdown", "begin", "beginEvent", "animationstart",
  "animationend", "submit",
];
const RUNS = /^(javascript|data|vbscript):/i; // other addresses would only lead away from here
const PAGE = '<!doctype html><html lang="zh-CN"><body><div class="post-body">';
const hits = new Set();
addEventListener("message", (event) => {
  if ("ran" in Object(event.data)) hits.add(event.data.ran);
});

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

function provoke(root) {
  for (const element of root.querySelectorAll("*")) {
    for (const name of EVENTS) element.dispatchEvent(new Event(name));
    const address = element.formAction || element.form?.action || element.href?.baseVal || element.href || "";
    if (/^(a|area|button|math)$/i.test(element.localName) && RUNS.test(address)) element.click?.();
  }
}

async function frame(html, visit) {
  const opened = document.createElement("iframe");
  const loaded = new Promise((done) => { opened.onload = done; });
  opened.srcdoc = html;
  document.body.append(opened);
  await Promise.race([loaded, pause(5000)]);
  if (opened.contentDocument) await visit(opened.contentDocument);
  await pause(50);
  opened.remove();
}

/** A text in a document of its own, as a parser meets it in a page. */
const alone = (text) => frame(`${PAGE}${text}</div></body></html>`, provoke);

/** Many texts in one document, none of which can swallow the next; scripts in a contextual fragment do run. */
const together = (texts) => frame(`${PAGE}</div></body></html>`, async (page) => {
  const range = page.createRange();
  range.selectNodeContents(page.body);
  for (const text of texts) {
    const place = page.createElement("div");
    const home = page.body ?? page.documentElement;
    if (!home) return hits.add(-1); // one of them has written the whole document away: it ran
    home.append(place);
    place.append(range.createContextualFragment(text));
    provoke(place);
    await null;
  }
  await pause(100);
});

async function inTurn(items, size, show) {
  for (let first = 0; first < items.length; first += size) await Promise.all(items.slice(first, first + size).map(show));
}

function inPiles(texts, size) {
  return Array.from({ length: Math.ceil(texts.length / size) }, (_, pile) => texts.slice(pile * size, (pile + 1) * size));
}

globalThis.tryAll = async (crowd, loners) => {
  hits.clear();
  await inTurn(inPiles(crowd, 100), 4, together);
  await inTurn(loners, 50, alone);
  await pause(100);
  return [...hits];
};
