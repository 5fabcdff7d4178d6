import { listen } from "../socket.js";

const ASK_AGAIN = 30000;
const LONGEST_WAIT = 120000;
const HAS_ITS_OWN_SOCKET = "[data-behavior~=thread], [data-behavior~=salon]";

/** Keeps the number of unread notices true: asks when nudged, when the page comes back, and now and then without a socket. */
export default function badge(link) {
  const number = link.querySelector(".count");
  const person = document.querySelector("meta[name=person]").content;
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel(`notices:${person}`) : null;
  let shown = number.hidden ? 0 : Number.parseInt(number.textContent, 10);
  let wait = ASK_AGAIN;
  let timer, isAsking, isOver;

  function show(unread) {
    if (unread !== shown) wait = ASK_AGAIN;
    shown = unread;
    number.hidden = !unread;
    number.textContent = unread > 99 ? "99+" : unread;
    link.setAttribute("aria-label", unread ? link.dataset.some.replace("{n}", unread) : link.dataset.none);
  }

  async function ask() {
    if (isAsking || isOver) return;
    isAsking = true;
    try {
      const response = await fetch(link.dataset.url, { headers: { Accept: "application/json" } });
      isOver = response.status === 401;
      if (response.ok) {
        const { unread } = await response.json();
        show(unread);
        tabs?.postMessage(unread);
      }
    } catch {
      // without a network the number stays as it was; the next nudge or look asks again
    }
    isAsking = false;
  }

  function askLater() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!isLive() && !document.hidden) {
        wait = Math.min(wait * 1.5, LONGEST_WAIT);
        ask();
      }
      askLater();
    }, wait);
  }

  let isFirst = true;
  const back = () => (isFirst ? (isFirst = false) : ask());
  const isLive = document.querySelector(HAS_ITS_OWN_SOCKET) ? () => false : listen(null, () => {}, back);
  document.addEventListener("nudge", ({ detail }) => detail === "notices" && ask());
  document.addEventListener("visibilitychange", () => document.hidden || ask());
  addEventListener("pageshow", ({ persisted }) => persisted && ask());
  if (tabs) tabs.onmessage = ({ data }) => show(data);
  askLater();
}
