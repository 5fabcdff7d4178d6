import { listen } from "../socket.js";

const ASK_AGAIN = 30000;

/** Keeps the list of a salon's threads fresh while it is looked at; nothing on that page is typed into. */
export default function salon(root) {
  let isFirst = true;
  const refresh = async () => {
    if (document.hidden || root.contains(document.activeElement)) return;
    try {
      const response = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!response.ok || response.redirected) return;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.querySelector(`[data-salon="${CSS.escape(root.dataset.salon)}"]`);
      if (fresh) root.replaceChildren(...fresh.childNodes);
    } catch {
      // without a network the list stays as it was
    }
  };
  const isLive = listen({ salon: root.dataset.salon }, refresh, () => {
    if (!isFirst) refresh();
    isFirst = false;
  });
  setInterval(() => { if (!isLive()) refresh(); }, ASK_AGAIN);
}
