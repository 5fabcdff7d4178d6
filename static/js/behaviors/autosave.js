import { LocalCopy } from "../drafts/local.js";
import { readDrafts, saveDraft } from "../drafts/server.js";
import { offerBoth, say } from "../drafts/words.js";

const PAUSE = 500;
const SERVER_PAUSE = 2000;
const LONGEST_WAIT = 15000;

/** One text box that keeps itself: here at each pause, on the server a little later; `base` is the state it stands on. */
class Box {
  constructor(box) {
    this.box = box;
    this.output = document.getElementById(`${box.id}-saved`);
    this.local = new LocalCopy(box.dataset.box);
    this.stored = box.defaultValue;
    this.base = null;
    this.isSent = false;
    this.isTouched = Boolean(box.dataset.typed);
  }

  get key() {
    return this.box.form?.elements.namedItem("key")?.value ?? "";
  }

  keepHere() {
    clearTimeout(this.hereTimer);
    if (this.isSent || !this.isTouched) return;
    if (this.box.value === this.box.defaultValue && !this.box.dataset.typed) this.local.forget();
    else this.local.write(this.box.value, this.base, this.key);
  }

  soon(wait = SERVER_PAUSE) {
    const now = Date.now();
    this.since ||= now;
    clearTimeout(this.thereTimer);
    this.thereTimer = setTimeout(() => this.keepThere(), Math.max(0, Math.min(wait, this.since + LONGEST_WAIT - now)));
  }

  /** What was found again, and the way back from it, stays in sight until somebody types. */
  tell(state, details) {
    if (!(this.isFound && ["saving", "saved"].includes(state))) say(this.output, state, details);
  }

  wrote() {
    if (!this.isPutting) this.isFound = false;
    this.isSent = false;
    this.isTouched = true;
    clearTimeout(this.hereTimer);
    this.hereTimer = setTimeout(() => this.keepHere(), PAUSE);
    this.soon();
  }

  async keepThere() {
    clearTimeout(this.thereTimer);
    this.since = 0;
    if (this.isSent || this.travelling || this.box.value === this.stored) return;
    const text = this.box.value;
    this.keepHere();
    this.tell("saving");
    this.travelling = new AbortController();
    const fields = { text, base: this.base, key: this.key };
    const answer = await saveDraft(this.box.dataset.draftUrl, fields, this.travelling.signal);
    this.travelling = null;
    if (!this.isSent && answer.state !== "aborted") this.hear(answer, text);
  }

  hear(answer, text) {
    if (answer.id) {
      [this.base, this.stored] = [answer.id, text];
      this.keepHere();
    }
    this.tell(answer.state, { time: answer.saved_at, message: answer.message });
    if (answer.other) this.offer(answer.other);
    if (["offline", "failed"].includes(answer.state)) this.thereTimer = setTimeout(() => this.keepThere(), LONGEST_WAIT);
    else if (answer.id && this.box.value !== this.stored) this.soon();
  }

  put(text) {
    this.isPutting = true;
    this.box.value = text;
    this.box.dispatchEvent(new Event("input", { bubbles: true }));
    this.isPutting = false;
  }

  offer(other) {
    offerBoth(this.box, this.output, other, (text) => {
      [this.base, this.stored] = [other.id, null];
      this.put(text);
      this.box.focus();
    });
  }

  /** Finds what was left, here or on the server; never puts it over words that somebody is typing. */
  async recover() {
    const opening = this.box.value;
    const left = this.local.read();
    const { drafts, sent } = await readDrafts(this.box.dataset.draftUrl, left?.key);
    if (sent) this.local.forget();
    if (this.box.dataset.typed || opening !== this.box.defaultValue) {
      [this.base, this.stored, this.isTouched] = [left?.base ?? null, null, true];
      return this.soon();
    }
    if (this.box.value !== opening) return undefined;
    return this.takeUp(sent || left?.text === opening ? null : left, drafts);
  }

  takeUp(left, drafts) {
    const standing = drafts.find((draft) => draft.text === (left?.text ?? this.box.value));
    const chosen = left ?? standing ?? drafts[0];
    if (!chosen) return;
    this.base = standing?.id ?? (left ? left.base : chosen.id);
    if (standing) this.stored = standing.text;
    const before = this.box.value;
    if (chosen.text !== before) this.put(chosen.text);
    const undo = chosen.text === before ? undefined : () => { this.isFound = false; this.put(before); };
    this.isFound = Boolean(chosen.text);
    if (chosen.text) say(this.output, "restored", { time: chosen.at ?? chosen.saved_at, undo });
    const other = drafts.find((draft) => draft.id !== this.base && draft.text !== chosen.text);
    if (other) this.offer(other);
  }

  /** The form is on its way: a copy stays here until it is known that it was taken. */
  send() {
    this.keepHere();
    this.isSent = true;
    this.travelling?.abort();
    clearTimeout(this.thereTimer);
  }

  /** Somebody came back to a page whose form was taken: its key is used up, so it is fetched anew. */
  async comeBack() {
    if (!this.isSent) return;
    const { sent } = await readDrafts(this.box.dataset.draftUrl, this.key);
    this.isSent = false;
    if (sent) window.location.reload();
  }

  /** A script sent the text by itself. */
  done() {
    this.local.forget();
    clearTimeout(this.thereTimer);
    clearTimeout(this.hereTimer);
    this.travelling?.abort();
    [this.base, this.stored] = [null, this.box.value];
    say(this.output, "");
  }

  listen() {
    const { box } = this;
    document.querySelectorAll("[data-draft-choice]").forEach((choice) => choice.remove());
    box.addEventListener("input", () => this.wrote());
    box.addEventListener("blur", () => this.keepHere());
    box.addEventListener("autosave:done", () => this.done());
    box.form?.addEventListener("submit", (event) => setTimeout(() => { if (!event.defaultPrevented) this.send(); }));
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.keepThere(); });
    window.addEventListener("pagehide", () => this.keepHere());
    window.addEventListener("pageshow", (event) => { if (event.persisted) this.comeBack(); });
    window.addEventListener("online", () => { say(this.output, ""); this.soon(0); });
    window.addEventListener("offline", () => { this.keepHere(); if (this.isTouched) say(this.output, "offline"); });
    window.addEventListener("focus", () => { if (this.output?.dataset.state === "signed-out") this.soon(0); });
  }
}

/** Keeps what stands in a text box, says so under it, and finds it again after a closed tab, a power cut or a sign-out. */
export default function autosave(element) {
  const box = new Box(element);
  box.listen();
  box.recover();
}
