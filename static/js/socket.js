const ADDRESS = "/socket.io/?EIO=4&transport=websocket";
const LONGEST_PAUSE = 30000;
const OUT_OF_SIGHT = 60000;

/**
 * Keeps one socket open that has joined `room`, for as long as the page is in sight; without a room it hears what is
 * told to the person alone. Each nudge is also told to the page, as the event `nudge`.
 * `heard(name, data)` is called for each nudge, `back()` whenever one may have been missed.
 * Gives a function that tells whether the socket listens now; its `say(name, data)` speaks while it does.
 */
export function listen(room, heard, back) {
  let socket, retry, silence, leaving, isJoined;
  let pause = 1000;
  let patience = 45000;

  const answers = {
    0({ pingInterval, pingTimeout }) {
      patience = pingInterval + pingTimeout;
      socket.send("40");
    },
    2: () => socket.send("3"),
    40: () => (room ? socket.send(`421${JSON.stringify(["join", room])}`) : enter()),
    42([name, data]) {
      document.dispatchEvent(new CustomEvent("nudge", { detail: name }));
      heard(name, data);
    },
    431: ([{ joined }]) => (joined ? enter() : stop()),
  };

  function enter() {
    isJoined = true;
    pause = 1000;
    back();
  }

  function take({ data }) {
    clearTimeout(silence);
    silence = setTimeout(lose, patience);
    const [, kind, body] = /^(\d+)(.*)/s.exec(data);
    answers[kind]?.(body && JSON.parse(body));
  }

  function stop() {
    [retry, silence].forEach(clearTimeout);
    isJoined = false;
    if (socket) socket.onmessage = socket.onclose = null;
    socket?.close();
    socket = null;
  }

  function lose() {
    stop();
    retry = setTimeout(open, pause * (0.5 + Math.random()));
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }

  function open() {
    clearTimeout(retry);
    if (socket || document.hidden) return;
    socket = new WebSocket(location.origin.replace("http", "ws") + ADDRESS + (room ? "" : "&for=badge"));
    socket.onmessage = take;
    socket.onclose = lose;
  }

  document.addEventListener("visibilitychange", () => {
    clearTimeout(leaving);
    if (document.hidden) leaving = setTimeout(stop, OUT_OF_SIGHT);
    else open();
  });
  addEventListener("online", open);
  addEventListener("pagehide", stop);
  addEventListener("pageshow", open);
  open();
  const isLive = () => isJoined;
  isLive.say = (name, data) => { if (isJoined) socket.send(`42${JSON.stringify([name, data])}`); };
  return isLive;
}
