import { saveDraft } from "./server.js";

/** Gives what other pages of a box put aside on this device to the server, and lets go of what it took. */
export async function rescue(asides, url) {
  for (const name of asides) {
    const { text, base, key, sent, page } = JSON.parse(localStorage.getItem(name)) ?? {};
    const { id, state } = await saveDraft(url, { text, base, key: sent ? key : "", device: page }, new AbortController());
    if (id || state === "sent") localStorage.removeItem(name);
  }
}
