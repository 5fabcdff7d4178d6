const ON_DESK = "[data-behavior~=desk]";
const PAGE = { Accept: "text/html" };
const ANSWER = { Accept: "application/json, text/html;q=0.9" };
let ahead = null;
let here = location.pathname + location.search;

const pageFrom = (text) => new DOMParser().parseFromString(text, "text/html");
const pathOf = (url) => new URL(url, location.href).pathname;

/** Lays the next work ready; it is claimed meanwhile, so that nobody else takes it. */
export async function layReady(root) {
  ahead = null;
  const body = new URLSearchParams({ csrf_token: root.dataset.csrf, ahead: root.dataset.work });
  const answer = await fetch(root.dataset.next, { method: "POST", body, headers: PAGE }).catch(() => null);
  if (answer?.status !== 200) return;
  const page = pageFrom(await answer.text());
  if (page.querySelector(ON_DESK) && root.isConnected) ahead = { path: pathOf(answer.url), page };
}

/** Puts another page's work on the desk, without loading what is there already. */
function show(page, url) {
  const fresh = document.adoptNode(page.querySelector("main"));
  document.querySelector("main").replaceWith(fresh);
  document.title = page.title;
  document.body.className = page.body.className;
  if (url) history.pushState(null, "", url);
  here = location.pathname + location.search;
  scrollTo(0, 0);
  fresh.focus({ preventScroll: true });
  fresh.dispatchEvent(new CustomEvent("arrived", { bubbles: true }));
  return fresh;
}

async function pageAt(url) {
  if (ahead && ahead.path === pathOf(url)) return ahead.page;
  const answer = await fetch(url, { headers: PAGE });
  return answer.ok ? pageFrom(await answer.text()) : null;
}

/** Turns to the work that the server named; what was just given stands above it. */
async function turnTo({ url, strip }) {
  const page = await pageAt(url).catch(() => null);
  if (!page?.querySelector(ON_DESK)) return location.assign(url);
  const root = show(page, url).querySelector(ON_DESK);
  root.querySelector("[role=status]")?.remove();
  root.insertAdjacentHTML("afterbegin", strip);
  return root.firstElementChild.dispatchEvent(new CustomEvent("arrived", { bubbles: true }));
}

function withButton(form, button) {
  const fields = new URLSearchParams(new FormData(form));
  if (button?.name) fields.append(button.name, button.value);
  return fields;
}

/** Sends a judgement: gives true when all is done, false when the browser shall send the form in its own way. */
export async function send(form, button) {
  const answer = await fetch(form.action, { method: "POST", body: withButton(form, button), headers: ANSWER });
  const kind = answer.headers.get("Content-Type") ?? "";
  if (answer.status === 200 && kind.startsWith("application/json")) {
    form.querySelectorAll("textarea").forEach((box) => box.dispatchEvent(new Event("autosave:done")));
    await turnTo(await answer.json());
    return true;
  }
  if (![200, 422].includes(answer.status)) return false;
  const page = pageFrom(await answer.text());
  if (!page.querySelector(ON_DESK)) return false;
  const kept = ahead;
  show(page);
  ahead = kept;
  return true;
}

addEventListener("popstate", () => {
  if (location.pathname + location.search !== here) location.reload();
});
