const AT = /(?:^|[^A-Za-z._%+-])@([^\s@（(]{0,20})$/u;
const A_PAUSE = 150;

/** Offers people of the room after an @: arrows choose, Enter or Tab takes, Escape closes. A name typed whole needs none of it. */
class Offers {
  constructor(root, box) {
    this.box = box;
    this.url = root.dataset.people;
    this.people = [];
    this.asked = 0;
    this.list = this.makeList(root.dataset.peopleLabel);
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", this.list.id);
    box.addEventListener("input", (event) => event.isTrusted && this.look());
    box.addEventListener("keydown", (event) => this.press(event));
    box.addEventListener("blur", () => setTimeout(() => this.close(), 150));
  }

  makeList(label) {
    const list = document.createElement("ul");
    list.className = "offers";
    list.id = `${this.box.id}-people`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", label);
    list.hidden = true;
    list.addEventListener("pointerdown", (event) => {
      const option = event.target.closest("li");
      event.preventDefault();
      if (option) this.take([...list.children].indexOf(option));
    });
    this.box.after(list);
    return list;
  }

  begun() {
    return AT.exec(this.box.value.slice(0, this.box.selectionStart))?.[1];
  }

  look() {
    clearTimeout(this.timer);
    if (this.begun() === undefined) return this.close();
    this.timer = setTimeout(() => this.ask(), A_PAUSE);
  }

  async ask() {
    const begun = this.begun();
    if (begun === undefined) return;
    const number = ++this.asked;
    try {
      const response = await fetch(`${this.url}?${new URLSearchParams({ q: begun })}`, { headers: { Accept: "application/json" } });
      const people = response.ok ? await response.json() : [];
      if (number === this.asked && this.begun() === begun) this.offer(people);
    } catch {
      this.close(); // without a network one types the name
    }
  }

  offer(people) {
    this.people = people;
    this.list.replaceChildren(...people.map((person, place) => this.option(person, place)));
    this.list.hidden = !people.length;
    this.choose(0);
  }

  option({ name, note }, place) {
    const option = document.createElement("li");
    const school = document.createElement("span");
    option.id = `${this.list.id}-${place}`;
    option.setAttribute("role", "option");
    school.className = "meta";
    school.textContent = note;
    option.append(`${name} `, school);
    return option;
  }

  choose(place) {
    this.chosen = place;
    [...this.list.children].forEach((option, at) => option.setAttribute("aria-selected", at === place));
    const option = this.list.children[place];
    if (option) this.box.setAttribute("aria-activedescendant", option.id);
    else this.box.removeAttribute("aria-activedescendant");
  }

  press(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (this.list.hidden || event.isComposing) return;
    if (step) this.choose((this.chosen + step + this.people.length) % this.people.length);
    else if (event.key === "Enter" || event.key === "Tab") this.take(this.chosen);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  take(place) {
    const begun = this.begun() ?? "";
    const end = this.box.selectionStart;
    this.box.setRangeText(`${this.people[place].words} `, end - begun.length, end, "end");
    this.close();
    this.box.focus();
    this.box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  close() {
    this.list.hidden = true;
    this.choose(-1);
  }
}

export default function mention(root) {
  const box = root.querySelector("textarea");
  if (box) new Offers(root, box);
}
