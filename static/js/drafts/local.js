const person = document.querySelector('meta[name="person"]')?.content ?? "";

/** The copy of one box on this device, kept apart for each person; a browser that refuses to keep anything is no error. */
export class LocalCopy {
  constructor(box) {
    this.name = `draft:${person}:${box}`;
  }

  read() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.name));
      return typeof kept?.text === "string" ? kept : null;
    } catch {
      return null;
    }
  }

  write(text, base, key) {
    try {
      localStorage.setItem(this.name, JSON.stringify({ text, base, key, at: new Date().toISOString() }));
    } catch { /* full or forbidden: the server's copy remains */ }
  }

  forget() {
    try {
      localStorage.removeItem(this.name);
    } catch { /* nothing was kept */ }
  }
}
