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

/** The copy of one box on this device, kept apart for each person; `safe` says that the server has it too. */
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

  /** Sends what other pages' words were put aside here. */
  async rescue(url) {
    try {
      const asides = Object.keys(localStorage).filter((each) => each.startsWith(`${this.name}#`));
      if (asides.length) await (await import("./rescue.js")).rescue(asides, url);
    } catch { /* nothing is kept here, or no line now */ }
  }

  /** Puts aside what another page wrote, if the server lacks it and this page has not read it. */
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
