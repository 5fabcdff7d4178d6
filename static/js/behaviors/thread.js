import { listen } from "../socket.js";
import { attachActs } from "../thread/acts.js";
import { Presence } from "../thread/presence.js";
import { Quoting } from "../thread/quoting.js";

const ASK_AGAIN = 30000;
const A_LOOK = 1000;
const MOST_AT_ONCE = 50;
const MOST_APART = 1500;

const token = () => document.querySelector("meta[name=csrf-token]")?.content;
const numberOf = (post) => Number(post.dataset.number);
const words = (post) => [...post.children].filter((part) => !part.hasAttribute("data-keep"));

/** Puts what a post says now in the place of what it said; a form below it stays as it is. */
function rewrite(post, fresh) {
  const old = words(post);
  if (old.some((part) => part.contains(document.activeElement))) {
    post.addEventListener("focusout", () => setTimeout(rewrite, 0, post, fresh), { once: true });
    return;
  }
  const now = words(fresh);
  if (old.map((part) => part.outerHTML).join() === now.map((part) => part.outerHTML).join()) return;
  old.forEach((part) => part.remove());
  post.prepend(...now);
}

/** Does something to the page above `element` while `element` stays where the reader sees it. */
function holding(element, change) {
  const before = element?.getBoundingClientRect().top;
  change();
  if (element && before < innerHeight) scrollBy(0, element.getBoundingClientRect().top - before);
}

/** An open thread: brings what is new, notes what has been seen, and leaves alone what is being typed. */
class OpenThread {
  constructor(root) {
    this.root = root;
    this.last = Number(root.dataset.last);
    this.read = Number(root.dataset.read);
    this.askedAt = root.dataset.askedAt;
    this.isEnd = root.hasAttribute("data-last-page");
    this.seen = 0;
    this.looking = 1;
    this.onScreen = new Set();
    this.waiting = new Set();
    this.elsewhere = 0;
    this.sight = new IntersectionObserver((entries) => this.look(entries), { rootMargin: "0px 0px -10% 0px" });
  }

  start() {
    this.pill = this.makePill();
    this.root.querySelectorAll("[data-number]").forEach((post) => this.sight.observe(post));
    const room = { thread: Number(this.root.dataset.thread) };
    this.isLive = listen(room, (name, data) => this.hear(name, data), () => this.ask());
    this.beside(room);
    this.timer = setInterval(() => {
      if (!this.isLive() && !document.hidden) this.ask();
    }, ASK_AGAIN);
    document.addEventListener("visibilitychange", () => (document.hidden ? this.note() : this.ask()));
    addEventListener("pagehide", () => this.note());
  }

  /** What stands around the posts: who is here, quoting, likes and further acts. */
  beside(room) {
    const reply = document.getElementById("reply");
    const place = document.querySelector("[data-presence]");
    if (place) this.presence = new Presence(place, reply?.querySelector("textarea"), (data) => this.isLive.say("writing", { ...room, ...data }));
    if (reply) new Quoting(this.root, reply);
    attachActs(this.root);
  }

  hear(name, data) {
    if (name === "presence") {
      this.looking = data.looking;
      this.presence?.hear(data);
    } else if (name === "post" || name === "changed") this.askSoon();
  }

  /** All who look hear the same nudge: the more they are, the further apart they ask, a thousand a second at most. */
  askSoon() {
    this.soon ??= setTimeout(() => {
      this.soon = undefined;
      this.ask();
    }, Math.random() * Math.min(this.looking, MOST_APART));
  }

  makePill() {
    const region = document.createElement("div");
    const button = document.createElement("button");
    region.className = "news";
    region.setAttribute("role", "status");
    button.className = "button button--primary";
    button.type = "button";
    button.hidden = true;
    button.addEventListener("click", () => this.goToNews());
    region.append(button);
    this.root.after(region);
    return button;
  }

  /** Asks for what came after the last post and what changed since the last answer; one question at a time. */
  async ask() {
    if (this.asking) {
      this.askAgain = true;
      return;
    }
    this.asking = true;
    try {
      await this.fetchNews();
    } catch {
      // the network is away: the next nudge, the next half minute or the next look at the page asks again
    }
    this.asking = false;
    if (this.askAgain) {
      this.askAgain = false;
      this.ask();
    }
  }

  async fetchNews() {
    const query = new URLSearchParams({ after: this.last, since: this.askedAt });
    const response = await fetch(`${this.root.dataset.posts}?${query}`, { headers: { Accept: "application/json" } });
    if (response.status === 401) this.end(this.root.dataset.signedOut);
    if (response.status === 404) this.end();
    if (response.status !== 200) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const news = page.querySelector("[data-asked-at]");
    this.askedAt = news.dataset.askedAt;
    const posts = [...news.querySelectorAll("[data-number]")];
    holding(document.getElementById("reply"), () => posts.forEach((post) => this.take(post)));
    this.showPill();
    this.askAgain ||= posts.length >= MOST_AT_ONCE;
  }

  take(fresh) {
    const known = document.getElementById(fresh.id);
    if (known) {
      rewrite(known, fresh);
    } else if (numberOf(fresh) > this.last) {
      if (this.isEnd) this.append(document.adoptNode(fresh));
      else this.elsewhere += 1;
    }
    this.last = Math.max(this.last, numberOf(fresh));
  }

  append(post) {
    this.root.append(post);
    this.waiting.add(post);
    this.sight.observe(post);
    post.dispatchEvent(new CustomEvent("arrived", { bubbles: true }));
  }

  look(entries) {
    for (const { isIntersecting, target } of entries) {
      this.onScreen[isIntersecting ? "add" : "delete"](target);
      if (isIntersecting) this.waiting.delete(target);
    }
    this.showPill();
    clearTimeout(this.dwelling);
    this.dwelling = setTimeout(() => this.dwell(), A_LOOK);
  }

  /** What has stayed on screen for a moment was seen; what merely flew past was not. */
  dwell() {
    if (document.hidden) return;
    this.seen = Math.max(this.seen, ...[...this.onScreen].map(numberOf));
    this.note();
  }

  /** Tells how far one has read: once for each visit, and then whenever it was further. */
  async note() {
    if (!this.seen || (this.noted && this.seen <= this.read)) return;
    this.noted = true;
    this.read = Math.max(this.read, this.seen);
    const body = new URLSearchParams({ number: this.seen });
    const headers = { "X-CSRFToken": token(), Accept: "application/json" };
    await fetch(this.root.dataset.reading, { method: "POST", body, headers, keepalive: true }).catch(() => {});
    document.querySelector("[data-without-script]")?.remove();
  }

  showPill() {
    const count = this.waiting.size + this.elsewhere;
    this.pill.hidden = !count;
    this.pill.textContent = count ? this.root.dataset.news.replace("{n}", count) : "";
  }

  goToNews() {
    const [first] = this.waiting;
    if (!first) location.assign(this.root.dataset.end + `&unread=1`);
    first?.scrollIntoView({ block: "center" });
  }

  end(reason) {
    clearInterval(this.timer);
    if (!reason) return;
    const line = document.createElement("p");
    line.className = "notice notice--warn";
    line.textContent = reason;
    this.root.append(line);
  }
}

export default function thread(root) {
  new OpenThread(root).start();
}
