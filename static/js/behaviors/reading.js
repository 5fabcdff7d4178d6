const EVERY = 75_000; // one signal, while the page is in sight
const SOONEST = 10_000; // a quick scroll through is one signal, not five
const ASLEEP = 20 * 60_000; // nobody has moved for so long: nothing more is said until somebody does
const MOVEMENTS = ["scroll", "pointerdown", "pointermove", "keydown", "touchstart", "wheel"];

/** Tells the server now and then that a topic is being read; the server alone measures time. */
class Reading {
  constructor(root) {
    this.root = root;
    this.sections = [...root.querySelectorAll("[data-section]")];
    this.sequence = 0;
    this.visible = 0;
    this.since = document.hidden ? null : performance.now();
    this.active = false;
    this.movedAt = this.sentAt = performance.now();
    this.section = this.current();
    this.over = false;
  }

  start() {
    for (const name of MOVEMENTS) addEventListener(name, () => this.moved(), { passive: true });
    document.addEventListener("visibilitychange", () => this.turned());
    addEventListener("pagehide", () => this.leave());
    for (const form of this.root.querySelectorAll("form")) form.addEventListener("submit", () => this.join(form));
    setInterval(() => this.tick(), SOONEST);
    this.mark();
  }

  /** The last section whose beginning is in the upper half of the window. */
  current() {
    const begun = this.sections.filter((section) => section.getBoundingClientRect().top < innerHeight / 2);
    return (begun.at(-1) ?? this.sections[0]).dataset.section;
  }

  moved() {
    this.active = true;
    this.movedAt = performance.now();
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.arrive(this.current());
    });
  }

  arrive(section) {
    if (section === this.section) return;
    if (performance.now() - this.sentAt >= SOONEST) this.send();
    this.section = section;
    this.mark();
  }

  turned() {
    if (document.hidden) {
      this.leave();
    } else {
      this.send();
      this.since = performance.now();
    }
  }

  /** Leaving is told once, though browsers tell it twice. */
  leave() {
    this.rest();
    if (performance.now() - this.sentAt > 1000) this.send();
  }

  tick() {
    const now = performance.now();
    if (!document.hidden && now - this.sentAt >= EVERY && now - this.movedAt < ASLEEP) this.send();
  }

  /** Adds up how long the page has been in sight since the last signal. */
  rest() {
    const now = performance.now();
    if (this.since !== null) this.visible += now - this.since;
    this.since = null;
  }

  async send() {
    if (this.over) return;
    this.rest();
    if (!document.hidden) this.since = performance.now();
    const said = { section: this.section, active: this.active, visible: Math.round(this.visible) };
    this.visible = 0;
    this.active = false;
    this.sentAt = performance.now();
    try {
      this.heard(await this.post(said), said.section);
    } catch {
      this.visible += said.visible; // the line was down: say it with the next one
      this.active ||= said.active;
    }
  }

  post({ section, active, visible }) {
    const body = new URLSearchParams({
      csrf_token: document.querySelector('meta[name="csrf-token"]')?.content ?? "",
      visit: this.root.dataset.visit,
      sequence: this.sequence++,
      section,
      active: active ? "1" : "0",
      visible,
    });
    return fetch(this.root.dataset.url, { method: "POST", body, keepalive: true });
  }

  async heard(response, section) {
    if (response.ok) this.show(section, (await response.json()).percent);
    else if (response.status !== 429 && response.status < 500) this.over = true;
  }

  /** Lets the ring beside a section's name grow. */
  show(section, percent) {
    const ring = document.querySelector(`.contents a[href="#${section}"] .ring`);
    if (!ring) return;
    ring.querySelector(".ring-part").setAttribute("stroke-dasharray", `${percent} 100`);
    ring.setAttribute("aria-label", this.root.dataset.read.replace("{n}", percent));
    ring.classList.toggle("ring--done", percent >= 100);
  }

  /** Shows in the list of contents where one is. */
  mark() {
    for (const link of document.querySelectorAll(".contents a")) {
      if (link.hash !== `#${this.section}`) link.removeAttribute("aria-current");
      else if (!link.hasAttribute("aria-current")) {
        link.setAttribute("aria-current", "true");
        this.bringIntoSight(link);
      }
    }
  }

  /** On a phone the list is one row that scrolls by itself. */
  bringIntoSight(link) {
    const row = link.closest(".contents");
    row.scrollLeft += link.getBoundingClientRect().left - row.getBoundingClientRect().left - row.clientWidth / 3;
  }

  /** A pressed 「读完了」 is one more word of this visit. */
  join(form) {
    const field = form.querySelector('[name="sequence"]');
    if (field) field.value = this.sequence++;
  }
}

export default function reading(root) {
  if (root.querySelector("[data-section]")) new Reading(root).start();
}
