/** Which load of a page this is. */
export const device = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const PATIENCE = 20000;
const MOST_AT_PARTING = 60000;
const metaOf = (name) => document.querySelector(`meta[name="${name}"]`);

/** After signing in elsewhere the page's old tokens are void: put the new one wherever the old one stands. */
function renewToken(token) {
  metaOf("csrf-token")?.setAttribute("content", token);
  for (const input of document.querySelectorAll('input[name="csrf_token"]')) input.value = token;
}

/** Which page this is, so that the list of drafts knows the way back. */
function here() {
  const query = new URLSearchParams(location.search);
  query.delete("draft");
  const place = location.pathname + (`${query}` && `?${query}`);
  return { place: place.length > 200 ? location.pathname : place, title: document.querySelector("h1")?.textContent.trim() };
}

async function ask(url, options) {
  try {
    const response = await fetch(url, { credentials: "same-origin", ...options });
    const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
    return { status: response.status, data: isJson ? await response.json() : null };
  } catch (error) {
    return { status: error.name === "AbortError" ? -1 : 0, data: null };
  }
}

/** Gives the drafts of a box and whether the form with this key was taken; `isUnknown` when that cannot be said now. */
export async function readDrafts(url, key = "") {
  const { status, data } = await ask(`${url}?sent=${encodeURIComponent(key)}`, { headers: { Accept: "application/json" } });
  const isOther = status === 200 && String(data?.person) !== metaOf("person")?.content;
  return status === 200 && !isOther ? data : { drafts: [], sent: false, isUnknown: true, isOther };
}

async function send(url, fields, travel, isParting) {
  const body = JSON.stringify({ ...here(), device, ...fields });
  const late = setTimeout(() => { travel.isLate = true; travel.abort(); }, PATIENCE);
  const answer = await ask(url, {
    method: "POST",
    signal: travel.signal,
    keepalive: isParting && new Blob([body]).size < MOST_AT_PARTING,
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": metaOf("csrf-token")?.content ?? "" },
    body,
  });
  clearTimeout(late);
  return answer;
}

function stateOf({ status, data }, travel) {
  if (status === 200) return data?.sent ? "sent" : "saved";
  if (status === 409) return "conflict";
  if (status === 0) return "offline";
  if (status === -1) return travel.isLate ? "failed" : "aborted";
  if (status === 507 || status === 503) return "full";
  if (status === 422 && data?.message) return "refused";
  return data || status === 429 || status >= 500 ? "failed" : "signed-out";
}

/** Saves a text; `state` is saved, conflict, sent, offline, failed, full, refused, signed-out, stranger or aborted. */
export async function saveDraft(url, fields, travel, isParting = false) {
  let answer = await send(url, fields, travel, isParting);
  if (stateOf(answer, travel) === "signed-out") {
    const { csrf_token: token, isOther } = await readDrafts(url);
    if (isOther) return { state: "stranger" };
    if (token) {
      renewToken(token);
      answer = await send(url, fields, travel, isParting);
    }
  }
  const state = stateOf(answer, travel);
  return { ...(answer.data ?? {}), state };
}
