const LONG_ENOUGH = 2000;

/** Sends a form by itself once the page has been in sight for a moment; without it, its button does the same. */
export default function seen(form) {
  let timer;

  async function send() {
    document.removeEventListener("visibilitychange", look);
    try {
      await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
      form.hidden = true;
    } catch {
      // without a network the button stays
    }
  }

  function look() {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(send, LONG_ENOUGH);
  }

  document.addEventListener("visibilitychange", look);
  look();
}
