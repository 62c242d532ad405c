// The session's clock, as it is read here: the answer that came back fastest tells it best.

const KEPT = 12;

export class SessionClock {
  #samples = [];

  get isKnown() {
    return this.#samples.length > 0;
  }

  // An answer to a question asked at `sent`, which came at `received`; both on the page's clock.
  observe(sent, received, sessionMs) {
    const tripMs = received - sent;
    this.#samples.push({ tripMs, offsetMs: sessionMs - (sent + received) / 2 });
    if (this.#samples.length > KEPT) this.#samples.shift();
  }

  forget() {
    this.#samples = [];
  }

  // The session's time, in milliseconds.
  now(pageMs = performance.now()) {
    const best = this.#samples.reduce((a, b) => (b.tripMs < a.tripMs ? b : a));
    return pageMs + best.offsetMs;
  }
}
