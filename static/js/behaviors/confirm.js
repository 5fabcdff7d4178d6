function buttonOf(label, value, kind) {
  const button = document.createElement("button");
  button.className = `button button--${kind}`;
  button.value = value;
  button.textContent = label;
  return button;
}

function dialogFor({ confirm, yes, no }) {
  const dialog = document.createElement("dialog");
  const form = document.createElement("form");
  const question = document.createElement("p");
  const answers = document.createElement("div");
  form.method = "dialog";
  question.id = `confirm-${Date.now()}`;
  question.textContent = confirm;
  dialog.setAttribute("aria-labelledby", question.id);
  answers.className = "row";
  answers.append(buttonOf(no, "no", "plain"), buttonOf(yes, "yes", "primary"));
  form.append(question, answers);
  dialog.append(form);
  return dialog;
}

function ask(dataset) {
  const dialog = dialogFor(dataset);
  if (typeof dialog.showModal !== "function") return Promise.resolve(window.confirm(dataset.confirm));
  document.body.append(dialog);
  return new Promise((answer) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      answer(dialog.returnValue === "yes");
    });
    dialog.showModal();
  });
}

/** Asks the question in `data-confirm` before a form is sent. */
export default function confirm(form) {
  let agreed = false;
  form.addEventListener("submit", async (event) => {
    if (agreed) return;
    event.preventDefault();
    const { submitter } = event;
    agreed = await ask(form.dataset);
    if (!agreed) return;
    if (form.requestSubmit) form.requestSubmit(submitter);
    else form.submit();
    agreed = false;
  });
}
