// The connection to the session: it comes back by itself, and says so.

const RETRY_MS = [300, 700, 1500, 3000, 5000];
const FIRST_QUESTIONS = 8;
const ASK_SOON_MS = 60;
const ASK_EVERY_MS = 8000;
const DEAD_AFTER_MS = 20000;

export class Connection {
  #socket = null;
  #retries = 0;
  #heardMs = 0;
  #asked = 0;
  #isOver = false;
  #timer = 0;

  // `took` gets every message; `became` gets "open", "lost" or "over".
  constructor(clock, took, became) {
    this.clock = clock;
    this.took = took;
    this.became = became;
    setInterval(() => this.#check(), ASK_EVERY_MS);
    addEventListener("online", () => this.#again());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.#again();
    });
    this.#connect();
  }

  tap(words) {
    this.#send({ tap: words });
  }

  press(key) {
    this.#send({ key });
  }

  #connect() {
    const socket = new WebSocket(new URL("live", location.href.replace(/^http/, "ws")));
    this.#socket = socket;
    socket.onopen = () => {
      this.#retries = 0;
      this.#heardMs = performance.now();
      this.#asked = 0;
      this.clock.forget();
      this.#ask();
      this.became("open");
    };
    socket.onmessage = (event) => this.#take(JSON.parse(event.data), performance.now());
    socket.onclose = () => {
      if (socket !== this.#socket) return;
      this.#socket = null;
      if (this.#isOver) return;
      this.became("lost");
      const waitMs = RETRY_MS[Math.min(this.#retries, RETRY_MS.length - 1)];
      this.#retries += 1;
      this.#timer = setTimeout(() => this.#connect(), waitMs);
    };
  }

  #take(message, receivedMs) {
    this.#heardMs = receivedMs;
    if (message.kind === "time") {
      this.clock.observe(message.sent, receivedMs, message.now);
      if (this.#asked < FIRST_QUESTIONS) setTimeout(() => this.#ask(), ASK_SOON_MS);
    }
    if (message.kind === "over") {
      this.#isOver = true;
      this.became("over");
    }
    this.took(message);
  }

  #ask() {
    this.#asked += 1;
    this.#send({ time: performance.now() });
  }

  #send(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #check() {
    if (!this.#socket || this.#isOver) return;
    if (performance.now() - this.#heardMs > DEAD_AFTER_MS) this.#socket.close();
    else this.#ask();
  }

  // Look at once whether it is still there, instead of waiting for the next time.
  #again() {
    if (this.#isOver) return;
    if (this.#socket) this.#check();
    else {
      clearTimeout(this.#timer);
      this.#connect();
    }
  }
}
