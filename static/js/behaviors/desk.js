import { digit, isTyping, press, showKeys } from "../desk/keys.js";
import { layReady, send } from "../desk/turning.js";

const soon = window.requestIdleCallback ?? ((work) => setTimeout(work, 200));

/** A tutor's desk: keys for everything, the next work laid ready, and turned to without loading the page anew. */
class Desk {
  constructor(root) {
    this.root = root;
    this.main = root.closest("main");
    this.form = this.main.querySelector("[data-act=grade]");
    this.help = root.querySelector("[data-keys]");
    this.hear = (event) => (root.isConnected ? this.key(event) : removeEventListener("keydown", this.hear));
  }

  start() {
    addEventListener("keydown", this.hear);
    if (matchMedia("(hover: hover) and (pointer: fine)").matches) this.offerKeys();
    this.form?.addEventListener("submit", (event) => this.submit(event));
    if (this.form) soon(() => this.root.isConnected && layReady(this.root));
  }

  offerKeys() {
    showKeys(this.main);
    const button = this.root.querySelector("[data-help]");
    button.hidden = false;
    button.addEventListener("click", () => this.help.showModal());
  }

  key(event) {
    if (event.isComposing || event.defaultPrevented || event.ctrlKey || event.metaKey || this.help.open) return;
    const isWriting = isTyping(event.target);
    if (isWriting ? this.whileWriting(event) : !event.altKey && this.whileReading(event.key)) event.preventDefault();
  }

  whileWriting({ key, target }) {
    if (key === "Escape") target.blur();
    const goesOn = key === "Enter" && target.name === "score" && press("C");
    return goesOn;
  }

  whileReading(key) {
    if (key === "?") this.help.showModal();
    if (/^[0-9]$/.test(key)) return digit(Number(key));
    return key === "?" || (/^[a-z]$/i.test(key) && press(key.toUpperCase()));
  }

  /** Ctrl and Enter: sent in the background; whatever comes in the way, the browser's own sending is left. */
  async submit(event) {
    const { submitter } = event;
    if (this.isPlain || submitter?.name !== "next") return;
    event.preventDefault();
    if (this.isSending) return;
    this.isSending = true;
    try {
      if (await send(this.form, submitter)) return;
      this.isPlain = true;
      this.form.requestSubmit(submitter);
    } catch {
      this.complain();
    } finally {
      this.isSending = false;
    }
  }

  complain() {
    const line = this.main.querySelector("[data-trouble]") ?? document.createElement("p");
    line.className = "notice notice--warn";
    line.dataset.trouble = "";
    line.setAttribute("role", "alert");
    line.textContent = this.root.dataset.failed;
    this.form.prepend(line);
  }
}

export default function desk(root) {
  new Desk(root).start();
}
