const token = () => document.querySelector("meta[name=csrf-token]")?.content;

/** Likes at once; without an answer the page does what the form would have done. */
async function like(button) {
  const body = new URLSearchParams({ active: button.value });
  const headers = { "X-CSRFToken": token(), Accept: "application/json" };
  button.disabled = true;
  try {
    const response = await fetch(button.formAction, { method: "POST", body, headers });
    if (!response.ok) throw new Error(response.status);
    const { liked, count } = await response.json();
    button.value = liked ? 0 : 1;
    button.setAttribute("aria-pressed", liked);
    button.querySelector(".number").textContent = count || "";
  } catch {
    button.disabled = false;
    button.form.requestSubmit(button);
  }
  button.disabled = false;
  button.focus();
}

/** Opens what else one can do about a post beneath it. */
async function openActs(link) {
  const post = link.closest("[data-number]");
  const known = post.querySelector(".acts");
  if (known) {
    known.remove();
    link.setAttribute("aria-expanded", "false");
    return;
  }
  try {
    const response = await fetch(link.href);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const acts = document.adoptNode(page.querySelector(".acts"));
    acts.setAttribute("data-keep", "");
    link.closest(".post-foot").after(acts);
    link.setAttribute("aria-expanded", "true");
    acts.dispatchEvent(new CustomEvent("arrived", { bubbles: true }));
  } catch {
    location.assign(link.href);
  }
}

/** A digit picks the grade of the post that a tutor rates next; Enter saves it. */
function pickGrade(event) {
  const grade = !event.ctrlKey && !event.metaKey && !event.altKey && document.querySelectorAll("[data-rated-next][open] [type=radio]")[event.key - 1];
  if (!grade || event.target.closest("textarea, select, input:not([type=radio])")) return;
  grade.click();
  grade.focus();
}

export function attachActs(root) {
  addEventListener("keydown", pickGrade);
  root.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-like]");
    const link = event.target.closest("a[data-more]");
    if (!(button || link) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (button) like(button);
    else openActs(link);
  });
}
