const QUIET = new Set(["", "saving", "saved"]);
const FIRST_MINUTE = 4000;
const LATER = 20000;
const camel = (state) => state.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
const ticking = new WeakMap();

/** The hour of a moment, with its day where that is not today. */
export function hour(time) {
  const moment = time ? new Date(time) : new Date();
  const isToday = moment.toDateString() === new Date().toDateString();
  const day = isToday ? {} : { month: "numeric", day: "numeric" };
  return moment.toLocaleString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false, ...day });
}

export function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function ago(words, since) {
  const seconds = Math.round((Date.now() - since) / 1000);
  if (seconds < 3) return words.now;
  if (seconds < 60) return words.seconds.replace("{n}", seconds);
  if (seconds < 3600) return words.minutes.replace("{n}", Math.floor(seconds / 60));
  return hour(since);
}

/** Says how long ago it was saved and goes on counting, without a word to whoever listens. */
function count(output, since) {
  output.textContent = output.dataset.saved.replace("{ago}", ago(output.dataset, since));
  ticking.set(output, setTimeout(() => {
    output.setAttribute("aria-live", "off");
    count(output, since);
  }, Date.now() - since < 60000 ? FIRST_MINUTE : LATER));
}

function tell(output, state, { time, message, undo }) {
  output.textContent = message ?? (output.dataset[camel(state)] ?? "").replace("{time}", hour(time));
  if (state === "signed-out") {
    output.append(" ", element("a", { href: "/sign-in", target: "_blank", rel: "noopener", textContent: output.dataset.signIn }));
  }
  if (!undo) return;
  const button = element("button", { type: "button", className: "button button--quiet", textContent: output.dataset.original });
  button.addEventListener("click", () => { undo(); button.remove(); });
  output.append(" ", button);
}

/** Says under a box how its text is kept: aloud when something is amiss and when it is well again, else silently. */
export function say(output, state, details = {}) {
  if (!output) return;
  const isCalm = QUIET.has(state) && QUIET.has(output.dataset.state ?? "");
  clearTimeout(ticking.get(output));
  output.setAttribute("aria-live", isCalm ? "off" : "polite");
  output.dataset.state = state;
  if (output.dataset.quiet && (QUIET.has(state) || state === "restored")) output.textContent = "";
  else if (state === "saved") count(output, Date.now());
  else tell(output, state, details);
  const history = output.nextElementSibling;
  if (history?.dataset.history && ["saved", "restored", "conflict"].includes(state)) history.hidden = false;
}
