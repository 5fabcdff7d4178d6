import { LocalCopy, prune } from "../drafts/local.js";
import { pace } from "../drafts/pace.js";
import { readDrafts, saveDraft } from "../drafts/server.js";
import { say } from "../drafts/words.js";

const PAUSE = 500;
const SERVER_PAUSE = 2000;
const [LONGEST_WAIT, LONGEST_REST] = [15000, 120000];
const TROUBLE = new Set(["offline", "failed", "full", "signed-out", "stranger", "nowhere"]);

prune();

/** One text box that keeps itself: here at each pause, on the server a little later; `base` is the version it stands on. */
class Box {
  constructor(box) {
    this.box = box;
    this.output = document.getElementById(`${box.id}-saved`);
    this.local = new LocalCopy(box.dataset.box);
    this.stored = box.defaultValue;
    this.base = null;
    this.failures = 0;
    this.isKeptHere = true;
    this.isTouched = Boolean(box.dataset.typed);
    this.here = pace(() => this.keepHere(), 4 * PAUSE);
    this.there = pace(() => this.keepThere(), LONGEST_WAIT);
    this.listening = new AbortController();
    this.warn = (event) => event.preventDefault();
  }

  /** The key under which it is saved: the form's own, until that form was taken. */
  get key() {
    return this.laterKey ?? this.box.form?.elements.namedItem("key")?.value ?? "";
  }

  get isInTrouble() {
    return TROUBLE.has(this.state);
  }

  keepHere() {
    this.here.stop();
    if (this.isSent || !this.isTouched) return;
    const text = this.box.value;
    if (text === this.box.defaultValue && !this.box.dataset.typed) this.local.forget();
    else this.isKeptHere = this.local.write({ text, base: this.base, key: this.key, safe: text === this.stored });
  }

  /** What was found again, and the way back from it, stays in sight until somebody types. */
  tell(state, details) {
    this.state = TROUBLE.has(state) && !this.isKeptHere ? "nowhere" : state;
    const change = this.state === "nowhere" ? "addEventListener" : "removeEventListener";
    window[change]("beforeunload", this.warn); // only then: a page that always listens cannot be kept for going back
    if (!(this.isFound && ["saving", "saved"].includes(state))) say(this.output, this.state, details);
  }

  wrote() {
    if (!this.isPutting) this.isFound = false;
    this.isSent = false;
    this.isTouched = true;
    this.here.soon(PAUSE);
    if (!this.isInTrouble) this.there.soon(SERVER_PAUSE);
  }

  async keepThere(isParting = false) {
    this.there.stop();
    if (this.isSent || this.travelling || this.box.value === this.stored) return;
    const text = this.box.value;
    this.keepHere();
    if (!this.isInTrouble) this.tell("saving");
    const travel = new AbortController();
    this.travelling = travel;
    const answer = await saveDraft(this.box.dataset.draftUrl, { text, base: this.base, key: this.key }, travel, isParting);
    if (this.travelling === travel) this.travelling = null;
    if (!this.isSent && answer.state !== "aborted") this.hear(answer, text);
  }

  hear(answer, text) {
    if (answer.state === "sent") return this.goOn(answer.key, text);
    if (answer.id) {
      [this.base, this.stored, this.failures, this.isOwn] = [answer.id, text, 0, true];
      this.keepHere();
    }
    this.tell(answer.state, { message: answer.state === "refused" ? answer.message : undefined });
    if (answer.other) this.offer(answer.other);
    if (this.isInTrouble) this.there.soon(this.rest(), 2 * LONGEST_REST);
    else if (answer.id && this.box.value !== this.stored) this.there.soon(SERVER_PAUSE);
    return undefined;
  }

  /** Longer and longer, so that many who wait do not all come at once when the server is back. */
  rest() {
    this.failures += 1;
    return Math.min(LONGEST_WAIT * 2 ** (this.failures - 1), LONGEST_REST) * (0.75 + Math.random() / 2);
  }

  /** The form was taken, and there is more in the box than was in the form: from now on it is a draft of its own. */
  goOn(key, text) {
    [this.laterKey, this.base] = [key, null];
    if (text === this.sentText) {
      this.stored = text;
      this.local.forget();
      this.tell("taken");
    } else {
      this.tell("later");
      this.there.soon(0);
    }
  }

  put(text) {
    this.isPutting = true;
    this.box.value = text;
    this.box.dispatchEvent(new Event("input", { bubbles: true }));
    this.isPutting = false;
  }

  async offer(other) {
    const { offerBoth } = await import("../drafts/choice.js");
    offerBoth(this.box, this.output, other, this.box.value === this.stored ? this.base : null, async (text) => {
      if (!this.isOwn) {
        this.stored = null;
        await this.keepThere(); // a version of this device's own replaces the one, the next on top of it the other
      }
      [this.base, this.stored, this.isFound] = [other.id ?? this.base, null, false];
      this.put(text);
      this.box.focus();
    });
  }

  /** Finds what was left, here or on the server; never puts it over words that somebody is typing. */
  async recover() {
    await this.local.rescue(this.box.dataset.draftUrl);
    const copy = this.local.read();
    const { drafts, sent, isUnknown } = await readDrafts(this.box.dataset.draftUrl, copy?.key);
    const isKnownThere = !isUnknown && (copy?.safe || (copy?.sent && sent));
    const left = isKnownThere ? null : copy;
    if (isKnownThere) this.local.forget();
    if (this.box.dataset.typed || this.box.value !== this.box.defaultValue) return this.keepWhatWasTyped(copy, left, drafts);
    return this.takeUp(left?.text === this.box.defaultValue ? null : left, drafts);
  }

  /** Somebody typed before this began, or sent the form in vain: that goes first, and what was left here goes to the server. */
  async keepWhatWasTyped(copy, left, drafts) {
    const shown = drafts.find((draft) => draft.text === this.box.defaultValue) ?? (this.box.dataset.typed && drafts[0]);
    [this.base, this.stored, this.isTouched] = [copy?.base ?? (shown?.id || null), null, true];
    if (left && left.text.trim() !== this.box.value.trim()) {
      const { id } = await saveDraft(this.box.dataset.draftUrl, { text: left.text, base: left.base, key: "" }, new AbortController());
      this.base = id ?? this.base;
      this.offer({ id, text: left.text, saved_at: left.at });
    }
    this.there.soon(SERVER_PAUSE);
  }

  takeUp(left, drafts) {
    const standing = drafts.find((draft) => draft.text === (left?.text ?? this.box.value));
    const chosen = left ?? standing ?? drafts[0];
    if (!chosen) return;
    this.base = standing?.id ?? (left ? left.base : chosen.id);
    if (standing || !left) this.stored = chosen.text;
    const before = this.box.value;
    if (chosen.text !== before) this.put(chosen.text);
    const undo = chosen.text === before ? undefined : () => this.undo(before);
    this.isFound = Boolean(chosen.text);
    if (chosen.text) this.tell("restored", { time: chosen.at ?? chosen.saved_at, undo });
    const colleague = before && before !== chosen.text && this.box.closest("[data-saved-by]")?.dataset;
    const other = drafts.find((draft) => draft.id !== this.base && draft.text !== chosen.text);
    if (other || colleague) this.offer(other ?? { text: before, saved_at: colleague.savedAt, by: colleague.savedBy });
  }

  /** Puts back what the page began with, once what was found lies safely with the earlier versions. */
  async undo(before) {
    await this.keepThere();
    if (this.box.value !== this.stored) return;
    this.isFound = false;
    this.put(before);
  }

  /** The form is on its way: a copy stays here until it is known that it was taken. */
  send() {
    const text = this.box.value;
    if (this.isTouched) this.local.write({ text, base: this.base, key: this.key, sent: true });
    [this.isSent, this.sentText] = [true, text];
    this.travelling?.abort();
    this.travelling = null;
    this.there.stop();
    this.here.stop();
  }

  /** Somebody came back to a page whose form may have been taken: then its key is used up, and it is fetched anew. */
  async comeBack() {
    if (this.sentText === undefined) return;
    const { sent } = await readDrafts(this.box.dataset.draftUrl, this.key);
    this.isSent = false;
    if (sent && this.box.value === this.sentText) window.location.reload();
    else this.there.soon(0);
  }

  /** A script sent the text by itself. */
  done() {
    this.local.forget();
    this.there.stop();
    this.here.stop();
    this.travelling?.abort();
    [this.travelling, this.base, this.stored, this.laterKey] = [null, null, this.box.value, undefined];
    this.tell("");
  }

  /** The page goes out of sight, perhaps for good; a box that was taken off the page is heard one last time. */
  part() {
    this.keepHere();
    this.keepThere(true);
    if (!this.box.isConnected) this.listening.abort();
  }

  loseLine() {
    this.keepHere();
    if (!this.isTouched || this.isSent) return;
    this.tell("offline");
    this.there.soon(LONGEST_WAIT);
  }

  tryAgain() {
    if (this.isInTrouble) this.there.soon(0);
  }

  listen() {
    const { box } = this;
    const on = (target, name, act) => target.addEventListener(name, act, { signal: this.listening.signal });
    document.querySelectorAll("[data-draft-choice]").forEach((choice) => choice.remove());
    box.addEventListener("input", () => this.wrote());
    box.addEventListener("blur", () => this.keepHere());
    box.addEventListener("autosave:done", () => this.done());
    box.form?.addEventListener("submit", (event) => setTimeout(() => { if (!event.defaultPrevented) this.send(); }));
    on(document, "visibilitychange", () => (document.hidden ? this.part() : this.tryAgain()));
    on(window, "pagehide", () => this.keepHere());
    on(window, "pageshow", (event) => { if (event.persisted) this.comeBack(); });
    on(window, "online", () => this.tryAgain());
    on(window, "offline", () => this.loseLine());
    on(window, "focus", () => this.tryAgain());
  }
}

/** Keeps what stands in a text box, says so under it, and finds it again after a closed tab, a power cut or a sign-out. */
export default function autosave(element) {
  const begin = () => {
    const box = new Box(element);
    box.listen();
    box.recover();
  };
  if (element.closest("details:not([open])")) element.addEventListener("focus", begin, { once: true });
  else begin();
}
