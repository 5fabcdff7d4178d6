const PATIENCE = 10000;
const travelling = new WeakSet();

/** Takes a form's buttons out of play while it travels, and gives them back on return or after ten seconds. */
export default function once(button) {
  const { form } = button;
  const release = () => { button.disabled = false; travelling.delete(form); };
  form?.addEventListener("submit", (event) => {
    if (travelling.has(form)) event.preventDefault();
    setTimeout(() => {
      if (event.defaultPrevented || form.target === "_blank") return;
      travelling.add(form);
      button.disabled = true;
      setTimeout(release, PATIENCE);
    });
  });
  window.addEventListener("pageshow", release);
}
