const QUIET = new Set(["saving", "saved"]);
const camel = (state) => state.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
const hour = (time) => {
  const moment = time ? new Date(time) : new Date();
  const isToday = moment.toDateString() === new Date().toDateString();
  const day = isToday ? {} : { month: "numeric", day: "numeric" };
  return moment.toLocaleString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false, ...day });
};

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** Says under a box how its text is kept. */
export function say(output, state, { time, message, undo } = {}) {
  if (!output) return;
  output.dataset.state = state;
  output.setAttribute("aria-live", QUIET.has(state) ? "off" : "polite");
  output.textContent = message ?? (output.dataset[camel(state)] ?? "").replace("{time}", hour(time));
  if (state === "signed-out") {
    output.append(" ", element("a", { href: "/sign-in", target: "_blank", rel: "noopener", textContent: output.dataset.signIn }));
  }
  if (undo) {
    const button = element("button", { type: "button", className: "button button--quiet", textContent: output.dataset.original });
    button.addEventListener("click", () => { undo(); button.remove(); });
    output.append(" ", button);
  }
}

function side(id, title, text, label, choose) {
  const shown = element("textarea", { id, readOnly: true, rows: 6, value: text });
  const button = element("button", { type: "button", className: "button", textContent: label });
  button.addEventListener("click", choose);
  const field = element("div", { className: "field" }, element("label", { htmlFor: id, textContent: title }), shown);
  return element("div", { className: "stack" }, field, element("div", { className: "row" }, button));
}

/** Shows two texts of one box side by side; `choose` gets the text that the person wants. */
export function offerBoth(box, output, other, choose) {
  if (!output) return;
  const id = `${box.id}-choice`;
  document.getElementById(id)?.remove();
  const words = output.dataset;
  const panel = element("div", { id, className: "notice notice--info stack" }, element("p", { className: "notice-title", textContent: words.conflict }));
  const take = (text) => { panel.remove(); choose(text); };
  const both = element("button", { type: "button", className: "button", textContent: words.keepBoth });
  both.addEventListener("click", () => take(`${box.value}\n\n----------\n\n${other.text}`));
  panel.append(
    element("div", { className: "grid" },
      side(`${id}-here`, words.here, box.value, words.keepHere, () => take(box.value)),
      side(`${id}-there`, words.there.replace("{time}", hour(other.saved_at)), other.text, words.keepThere, () => take(other.text))),
    element("div", { className: "row" }, both));
  panel.setAttribute("role", "group");
  panel.setAttribute("aria-label", words.conflict);
  box.closest(".field").after(panel);
}
