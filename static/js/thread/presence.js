const SAY_AGAIN = 3000;
const WRITING_LASTS = 6000;
const BETWEEN_QUESTIONS = 2000;

/** Who looks and who writes: numbers come by the socket; names, in a closed salon, are asked for. */
export class Presence {
  constructor(place, box, say) {
    this.place = place;
    this.words = place.dataset;
    this.said = -Infinity;
    box?.addEventListener("input", () => {
      if (!box.value.trim() || performance.now() - this.said < SAY_AGAIN) return;
      this.said = performance.now();
      say({});
    });
    box?.form.addEventListener("submit", () => {
      if (performance.now() - this.said < WRITING_LASTS) say({ done: true });
    });
  }

  hear({ looking, writing }) {
    const mine = performance.now() - this.said < WRITING_LASTS ? 1 : 0;
    this.numbers = { looking, writing: Math.max(0, writing - mine) };
    if (this.words.url) this.askSoon();
    else this.show(this.numbers);
  }

  /** One question at a time, not all pages at once; what changes meanwhile is asked for after a while. */
  askSoon() {
    this.isDue = true;
    this.timer ??= setTimeout(() => this.ask(), Math.random() * 500);
  }

  async ask() {
    this.isDue = false;
    try {
      const response = await fetch(this.words.url, { headers: { Accept: "application/json" } });
      this.show(response.ok ? await response.json() : this.numbers);
    } catch {
      this.show(this.numbers); // without names until the next time
    }
    this.timer = setTimeout(() => {
      this.timer = undefined;
      if (this.isDue) this.askSoon();
    }, BETWEEN_QUESTIONS);
  }

  show({ looking, writing, names, writers }) {
    const parts = [];
    if (writing) parts.push(writers?.length ? this.words.writers.replace("{names}", writers.slice(0, 3).join("、")) : this.words.writing);
    if (looking > 1) parts.push(names?.length ? this.words.named.replace("{names}", names.slice(0, 6).join("、")).replace("{n}", looking) : this.words.looking.replace("{n}", looking));
    this.place.textContent = parts.join(" ");
    this.place.hidden = !parts.length;
  }
}
