const EVERY = 240_000; // one signal while the page is in sight
const SOONEST = 20_000; // after a line that was lost: the next attempt
const TICK = 15_000;
const SLICE = 60_000; // whoever moved within a minute was reading for that minute
const ASLEEP = 20 * 60_000; // nobody has moved for so long: nothing more is said until somebody does
const MOST = 120; // stretches in one signal
const KEPT = "reading:"; // what the server has not heard lies in the browser under this and its visit
const KEPT_FOR = 60 * 60_000;
const RENEWED = 150_000; // a page in sight keeps it anew each minute; one that did not for so long is gone
const MOVEMENTS = ["scroll", "pointerdown", "pointermove", "keydown", "touchstart", "wheel"];

/** Keeps a small record of what is read, in the browser too, and sends it every four minutes; the server alone measures time. */
class Reading {
  constructor(root) {
    this.root = root;
    this.sections = [...root.querySelectorAll("[data-section]")];
    this.begun = performance.now();
    this.sequence = 0;
    this.record = []; // [section, from, until, seconds with a movement] in milliseconds of this page, until the server has heard it
    this.heard = this.told = 0; // so many stretches of this page were answered, so many sent
    this.section = this.current();
    this.since = document.hidden ? null : 0;
    this.moves = this.movedAt = this.sentAt = this.answeredAt = this.tickedAt = 0;
    this.grown = {};
    this.over = this.lineLost = false;
  }

  start() {
    for (const name of MOVEMENTS) addEventListener(name, () => this.move(), { passive: true });
    document.addEventListener("visibilitychange", () => (document.hidden ? this.leave() : this.come()));
    document.addEventListener("submit", (event) => this.join(event.target), { capture: true });
    addEventListener("pagehide", () => this.leave());
    addEventListener("online", () => this.send());
    setInterval(() => this.tick(), TICK);
    this.mark();
    this.sendKept();
  }

  now() {
    return performance.now() - this.begun;
  }

  /** The last section whose beginning is in the upper half of the window. */
  current() {
    const begun = this.sections.filter((section) => section.getBoundingClientRect().top < innerHeight / 2);
    return (begun.at(-1) ?? this.sections[0]).dataset.section;
  }

  move() {
    const now = this.now();
    this.moves += Math.floor(now / 1000) > Math.floor(this.movedAt / 1000) || !this.moves ? 1 : 0;
    this.movedAt = now;
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.arrive(this.current());
    });
  }

  arrive(section) {
    if (section === this.section) return;
    this.note();
    this.section = section;
    this.moves = 1; // the movement that led here
    this.mark();
  }

  come() {
    this.since = this.tickedAt = this.now();
  }

  /** Leaving is told once, though browsers tell it twice. The answer may never be seen: a line that was good just now is trusted. */
  leave() {
    this.note();
    this.since = null;
    const untold = this.record.slice(this.told - this.heard);
    if (!untold.some(([, from, until]) => until - from >= 1000)) return;
    this.send();
    if (!this.lineLost && navigator.onLine && this.now() - this.answeredAt < EVERY / 2) this.forget();
  }

  tick() {
    const now = this.now();
    if (now - this.tickedAt > 3 * TICK) this.note(this.tickedAt, now); // the page itself stood still
    else if (this.since !== null && now - this.since >= SLICE) this.keep(this.message());
    this.tickedAt = now;
    const due = this.lineLost ? SOONEST : EVERY;
    if (this.told > this.heard && !this.lineLost && now - this.sentAt < 2 * EVERY) return; // a slow line: still on the way
    if (!document.hidden && now - this.sentAt >= due && now - this.movedAt < ASLEEP) this.send();
  }

  /** Writes down what was read since the last note; a stretch like the one before it makes that one longer. */
  note(until = this.now(), from = until) {
    if (this.since === null) return;
    const last = this.record[Math.max(this.told - this.heard, this.record.length - 1)]; // what was sent stays as it was
    const isAlike = last && last[0] === this.section && last[2] === this.since && !last[3] === !this.moves;
    if (isAlike) [last[2], last[3]] = [until, last[3] + this.moves];
    else if (until > this.since) this.record.push([this.section, this.since, until, this.moves]);
    this.grow(this.section, (until - this.since) / 1000);
    this.moves = 0;
    this.since = from;
  }

  /** What has been read and not been heard yet, as one message. */
  message() {
    this.note();
    const seconds = (moment) => Math.round(moment / 1000);
    return {
      visit: this.root.dataset.visit,
      sequence: this.sequence++,
      at: seconds(this.now()),
      read: this.record
        .slice(-MOST)
        .map(([section, from, until, moves]) => [section, seconds(from), seconds(until), moves]),
    };
  }

  async send() {
    if (this.over) return;
    const message = this.message();
    const upTo = (this.told = this.heard + this.record.length);
    this.sentAt = this.now();
    if (this.lineLost || !navigator.onLine) this.keep(message);
    try {
      this.answered(await this.post(message), upTo);
    } catch {
      this.told = this.heard; // said again with the next signal, or by the next page
      this.lineLost = true;
      this.keep(message);
    }
  }

  post(message) {
    const headers = { "Content-Type": "application/json" };
    return fetch(this.root.dataset.url, { method: "POST", headers, body: JSON.stringify(message), keepalive: true });
  }

  answered(response, upTo) {
    if (response.status === 429 || response.status >= 500) throw new Error("say it again");
    this.lineLost = false;
    this.over = !response.ok;
    this.answeredAt = this.now();
    this.forget();
    this.heard += this.record.splice(0, Math.max(0, upTo - this.heard)).length;
    if (response.ok) this.sendKept();
  }

  /** A page may be closed before the line is back, or fall over: then another one says it. */
  keep(message) {
    const kept = { message, keptAt: Date.now(), isInSight: this.since !== null };
    try {
      if (!this.over) localStorage.setItem(KEPT + message.visit, JSON.stringify(kept));
    } catch {
      // a browser that keeps nothing: the open page still knows
    }
  }

  forget() {
    try {
      localStorage.removeItem(KEPT + this.root.dataset.visit);
    } catch {
      // nothing was kept
    }
  }

  /** What a page that is gone could not say any more. */
  async sendKept() {
    for (const name of keptNames()) {
      const kept = localStorage.getItem(name);
      if (!kept) continue; // another page was quicker
      const { message, keptAt, isInSight } = JSON.parse(kept);
      const passed = Date.now() - keptAt;
      if (isInSight && passed >= 0 && passed < RENEWED) continue; // it will speak for itself
      localStorage.removeItem(name);
      if (passed < 0 || passed > KEPT_FOR) continue;
      const older = { ...message, at: message.at + Math.round(passed / 1000) };
      try {
        await this.post(older);
      } catch {
        this.keep(older);
      }
    }
  }

  /** Lets the ring beside a section's name grow by what was read; the next page tells what the server made of it. */
  grow(section, seconds) {
    this.grown[section] = (this.grown[section] ?? 0) + seconds;
    if (!this.over) this.show(section);
  }

  show(section) {
    const ring = document.querySelector(`.contents a[href="#${section}"] .ring`);
    const needed = Number(this.root.querySelector(`[data-section="${section}"]`).dataset.needed);
    if (!ring || !needed) return;
    const part = ring.querySelector(".ring-part");
    ring.dataset.before ??= parseInt(part.getAttribute("stroke-dasharray"), 10);
    const percent = Math.min(100, Math.floor(Number(ring.dataset.before) + (this.grown[section] * 100) / needed));
    part.setAttribute("stroke-dasharray", `${percent} 100`);
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

  /** A pressed 「读完了」 carries what was read until then; before any other form (signing out too) it is sent. */
  join(form) {
    const field = this.root.contains(form) && form.querySelector('[name="said"]');
    if (!field) return void this.send();
    field.value = JSON.stringify(this.message());
    this.told = this.heard + this.record.length;
  }
}

function keptNames() {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(KEPT));
  } catch {
    return [];
  }
}

export default function reading(root) {
  if (root.querySelector("[data-section]")) new Reading(root).start();
}
