const LONGEST = 300;
const SHORTEST = 2;

const idOf = (post) => post.querySelector("[data-post]").dataset.post;
const clean = (text) => text.replace(/\s+/g, " ").trim();

/** Quoting without leaving the page: a whole post by its link, or just the words that are selected. */
export class Quoting {
  constructor(root, section) {
    this.root = root;
    this.form = section.querySelector("form");
    this.words = section.dataset;
    this.button = this.makeButton();
    document.addEventListener("selectionchange", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.offer(), 200);
    });
    root.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-quote]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const post = link.closest("[data-number]");
      this.quote(post, clean(post.querySelector(".post-body").textContent).slice(0, 90), "");
    });
  }

  makeButton() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--primary quote-this";
    button.textContent = this.words.quoteThis;
    button.hidden = true;
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", () => this.quote(this.post, this.selected, this.selected));
    document.body.append(button);
    return button;
  }

  offer() {
    const selection = getSelection();
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    const inside = (node) => (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.(".post-body");
    const body = range && inside(range.startContainer);
    const text = clean(selection.toString());
    const fits = body && body === inside(range.endContainer) && this.root.contains(body) && text.length >= SHORTEST;
    this.button.hidden = !fits;
    if (!fits) return;
    this.post = body.closest("[data-number]");
    this.selected = text.slice(0, LONGEST);
    const { left, bottom } = range.getBoundingClientRect();
    this.button.style.top = `${Math.min(bottom + scrollY + 10, scrollY + innerHeight - 60)}px`;
    this.button.style.left = `${Math.max(8, Math.min(left, innerWidth - this.button.offsetWidth - 8))}px`;
  }

  quote(post, shown, words) {
    this.button.hidden = true;
    this.form.elements.quoted.value = idOf(post);
    this.form.elements.words.value = words;
    this.form.querySelector(".quoted")?.remove();
    this.form.prepend(this.block(post, shown));
    const box = this.form.querySelector("textarea");
    box.focus({ preventScroll: true });
    this.form.scrollIntoView({ block: "nearest" });
  }

  block(post, shown) {
    const block = document.createElement("blockquote");
    const [head, said, undo] = ["p", "p", "button"].map((name) => document.createElement(name));
    block.className = "quote quoted";
    head.className = "meta";
    head.textContent = this.words.quoted.replace("{name}", post.querySelector(".person").textContent).replace("{n}", post.dataset.number);
    said.textContent = shown;
    undo.type = "button";
    undo.className = "button button--quiet";
    undo.textContent = this.words.unquote;
    undo.addEventListener("click", () => {
      this.form.elements.quoted.value = this.form.elements.words.value = "";
      block.remove();
      this.form.querySelector("textarea").focus();
    });
    block.append(head, said, undo);
    return block;
  }
}
