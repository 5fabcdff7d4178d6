const device = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const NOTHING = { drafts: [], sent: false };
const metaOf = (name) => document.querySelector(`meta[name="${name}"]`);

/** After signing in elsewhere the page's old tokens are void: put the new one wherever the old one stands. */
function renewToken(token) {
  metaOf("csrf-token")?.setAttribute("content", token);
  for (const input of document.querySelectorAll('input[name="csrf_token"]')) input.value = token;
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

/** Gives the drafts of a box and whether the form with this key was taken; nothing when that cannot be known now. */
export async function readDrafts(url, key = "") {
  const { status, data } = await ask(`${url}?sent=${encodeURIComponent(key)}`, { headers: { Accept: "application/json" } });
  return status === 200 && String(data.person) === metaOf("person")?.content ? data : NOTHING;
}

async function send(url, fields, signal) {
  return ask(url, {
    method: "POST",
    signal,
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": metaOf("csrf-token")?.content ?? "" },
    body: JSON.stringify({ ...fields, device }),
  });
}

function stateOf({ status, data }) {
  if (status === 200) return "saved";
  if (status === 409) return "conflict";
  if (status === 0) return "offline";
  if (status === -1) return "aborted";
  return data || status === 429 || status >= 500 ? "failed" : "signed-out";
}

/** Saves a text; `state` is saved, conflict, offline, failed, signed-out or aborted. */
export async function saveDraft(url, fields, signal) {
  let answer = await send(url, fields, signal);
  if (stateOf(answer) === "signed-out") {
    const { csrf_token: token } = await readDrafts(url);
    if (token) {
      renewToken(token);
      answer = await send(url, fields, signal);
    }
  }
  return { state: stateOf(answer), message: answer.data?.message, ...(answer.status === 200 || answer.status === 409 ? answer.data : {}) };
}
