import { device } from "./server.js";

const person = document.querySelector('meta[name="person"]')?.content ?? "";
const MONTH = 30 * 24 * 3600 * 1000;

function parse(written) {
  try {
    const kept = JSON.parse(written);
    return typeof kept?.text === "string" ? kept : null;
  } catch {
    return null;
  }
}

/** Lets go of copies on this device that the server has as well, of whomever, if they are so old. */
export function prune(age = MONTH) {
  try {
    for (const name of Object.keys(localStorage).filter((each) => each.startsWith("draft:"))) {
      const kept = parse(localStorage.getItem(name));
      const since = Date.now() - Date.parse(kept?.at);
      if (!kept || (kept.safe && since >= age) || (kept.sent && since >= MONTH)) localStorage.removeItem(name);
    }
  } catch { /* nothing is kept here at all */ }
}

/**
 * The copy of one box on this device, kept apart for each person; `safe` says that the server has it too. Where two
 * pages write in the same box, the copy of the one is put aside before the other's takes its place.
 */
export class LocalCopy {
  constructor(box) {
    this.name = `draft:${person}:${box}`;
    this.aside = `${this.name}#${device}`;
  }

  read() {
    try {
      const kept = parse(localStorage.getItem(this.name));
      this.readAt = kept?.at;
      return kept;
    } catch {
      return null;
    }
  }

  /** Gives what other pages of this box left aside to `save`, and lets go of what it took. */
  async rescue(save) {
    try {
      for (const name of Object.keys(localStorage).filter((each) => each.startsWith(`${this.name}#`))) {
        const { text, base, key, sent, page } = parse(localStorage.getItem(name)) ?? {};
        const { id, state } = await save({ text, base, key: sent ? key : "", device: page });
        if (id || state === "sent") localStorage.removeItem(name);
      }
    } catch { /* nothing is kept here at all */ }
  }

  /** Another page's words that the server lacks and this page has not read are put aside. */
  putAside() {
    localStorage.removeItem(this.aside);
    const there = parse(localStorage.getItem(this.name));
    if (!there?.page || there.page === device || there.safe || there.at === this.readAt) return;
    localStorage.setItem(`${this.name}#${there.page}`, JSON.stringify(there));
  }

  /** Whether it is kept now: a full device first lets go of what the server has anyway. */
  write(fields) {
    const kept = JSON.stringify({ ...fields, page: device, at: new Date().toISOString() });
    for (const makeRoom of [() => {}, () => prune(0)]) {
      try {
        makeRoom();
        this.putAside();
        localStorage.setItem(this.name, kept);
        return true;
      } catch { /* full or forbidden */ }
    }
    return false;
  }

  forget() {
    try {
      this.putAside();
      localStorage.removeItem(this.name);
    } catch { /* nothing was kept */ }
  }
}
