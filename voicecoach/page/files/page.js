// The page: draws each scene when its sound is heard, and animates what runs in between.

import { SessionClock } from "./clock.js";
import { Connection } from "./connection.js";
import { Drawing } from "./drawing.js";
import { courseOf, lengthsOf, phaseAt } from "./movement.js";

const MOODS = {
  counting: "work",
  holding: "work",
  tallying: "work",
  switching: "rest",
  resting: "rest",
  rating: "rest",
  paused: "held",
  confirming: "held",
  hurting: "alarm",
  easing: "alarm",
};
const SHOWN_AT_WORK = new Set(["counting", "holding", "tallying"]);
// Phases in which the current or next exercise is shown as it will be done.
const DEMONSTRATED = new Set(["announcing", "ready", "switching", "resting", "rating"]);
// Phases in which a movement without a tempo goes on by itself.
const AT_OWN_PACE = new Set(["holding", "tallying"]);
const INTO_HOLD_MS = 900;
const FLOOR_DB = -60;
const CEILING_DB = -12;
const SAID_MS = 2500;
// Captions of more letters than that are written smaller.
const LONG_LETTERS = 110;
// Text written now is seen at the next frame, half a frame later on average.
const AHEAD_MS = 8;

const at = (id) => document.getElementById(id);
const clock = new SessionClock();
const isStill = matchMedia("(prefers-reduced-motion: reduce)");
const drawing = new Drawing(at("drawing"));
let labels = {};
let scene = null;
let coming = [];
let timer = 0;
let connection = null;

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// Messages

function take(message) {
  switch (message.kind) {
    case "hello":
      labels = message.labels;
      greet();
      break;
    case "scene":
      await_(message);
      break;
    case "picture":
      drawing.keep(message);
      if (scene) showPicture();
      break;
    case "time":
      showDue();
      break;
    case "level":
      showLevel(message.db);
      break;
    case "watching":
      showWatching(message.names);
      break;
  }
}

// Others who see it, too.
function showWatching(names) {
  const isShared = names.length > 1 && labels.watching;
  write(at("watching"), isShared ? labels.watching.replace("#", `${names.length}`) : "");
  at("watching").title = names.join(", ");
}

function greet() {
  const { routine } = labels;
  document.title = routine;
  write(at("say"), labels.say);
  write(at("next").firstElementChild, labels.next);
  write(at("microphone").firstElementChild, labels["microphone-off"]);
  at("level").hidden = true;
  at("full-screen").setAttribute("aria-label", labels["full-screen"]);
  at("full-screen").title = `${labels["full-screen"]} (f)`;
}

// Scenes, each of which waits for its time

function await_(next) {
  // One that is due earlier takes the place of what it overtakes: the coach fell silent.
  coming = coming.filter((other) => other.due < next.due);
  coming.push(next);
  showEars(next);
  showDue();
}

function showDue() {
  clearTimeout(timer);
  if (!clock.isKnown || coming.length === 0) return;
  let due = null;
  while (coming.length && coming[0].due <= clock.now() + AHEAD_MS) due = coming.shift();
  if (due) show(due);
  if (coming.length) timer = setTimeout(showDue, coming[0].due - AHEAD_MS - clock.now());
}

function show(next) {
  const before = scene;
  scene = next;
  const mood = MOODS[next.phase] ?? "talk";
  const { body } = document;
  body.dataset.phase = next.phase;
  body.dataset.mood = mood;
  body.toggleAttribute("data-counting", next.big !== null);
  body.toggleAttribute("data-still", ["paused", "lead"].includes(next.big?.kind));
  body.toggleAttribute("data-long", next.caption.length > LONG_LETTERS);
  document.title = next.exercise;
  write(at("routine"), next.routine === next.exercise ? "" : next.routine);
  write(at("where"), [next.place, next.round, next.set].filter(Boolean).join(" · "));
  write(at("exercise"), next.exercise);
  write(at("side"), next.side);
  write(at("next").lastElementChild, next.next);
  at("next").hidden = !next.next;
  write(at("ahead"), next.ahead ? labels.next : "");
  write(at("notice"), next.notice);
  at("dial").hidden = next.big === null;
  write(at("state"), next.state);
  write(at("word"), next.big === null ? next.state : "");
  const isSummary = next.summary.length > 0;
  write(at("caption"), isSummary ? "" : next.caption);
  showSummary(next.summary);
  showTaps(next);
  showPicture();
  announce(before, next);
  animate();
}

function showPicture() {
  const isThere = scene.picture !== null && drawing.show(scene.picture.key);
  at("drawing").hidden = !isThere;
  document.body.toggleAttribute("data-drawing", isThere);
  if (isThere) at("drawing").setAttribute("aria-label", scene.picture.text);
  animate();
}

function showSummary(lines) {
  const list = at("summary");
  while (list.children.length > lines.length) list.lastElementChild.remove();
  for (const [index, line] of lines.entries()) {
    const item = list.children[index] ?? list.appendChild(document.createElement("li"));
    write(item, line);
  }
}

function showEars(next) {
  const heard = at("heard");
  heard.toggleAttribute("data-missed", next.missed);
  write(heard.firstElementChild, next.heard ? labels.heard : "");
  write(heard.lastElementChild, next.missed ? labels["not-understood"] : next.heard);
  if (next.missed && !scene?.missed) say(labels["not-understood"]);
}

function showLevel(db) {
  at("level").hidden = false;
  write(at("microphone").firstElementChild, labels.microphone);
  const share = (db - FLOOR_DB) / (CEILING_DB - FLOOR_DB);
  at("level").style.setProperty("--share", Math.min(1, Math.max(0, share)).toFixed(2));
}

// Buttons

function showTaps(next) {
  const group = at("taps");
  const numbers = next.numbers ? labels.numbers.map((words, index) => [words, `${index}`]) : [];
  const wanted = [...numbers, ...next.taps.map((words) => [words, words])];
  group.toggleAttribute("data-numbers", next.numbers);
  const kept = new Map([...group.children].map((button) => [button.value, button]));
  const hadFocus = group.contains(document.activeElement);
  let place = group.firstElementChild;
  for (const [words, text] of wanted) {
    const button = kept.get(words) ?? newButton(words, text);
    kept.delete(words);
    if (button === place) place = place.nextElementSibling;
    else group.insertBefore(button, place);
  }
  for (const button of kept.values()) button.remove();
  if (hadFocus && !group.contains(document.activeElement)) group.focus();
}

function newButton(words, text) {
  const button = document.createElement("button");
  button.type = "button";
  button.value = words;
  button.textContent = text;
  button.toggleAttribute("data-number", words !== text);
  button.disabled = document.body.dataset.connection !== "open";
  button.addEventListener("click", () => connection.tap(words));
  return button;
}

// For screen readers: the place in the workout, and nothing that is counted or spoken.

let saying = 0;

function announce(before, next) {
  const place = (of) => (of ? [of.exercise, of.side, of.set].filter(Boolean).join(", ") : "");
  const news = [];
  if (place(next) !== place(before)) news.push(place(next));
  if (!SHOWN_AT_WORK.has(next.phase) && next.state !== before?.state) news.push(next.state);
  if (next.notice !== before?.notice) news.push(next.notice);
  if (labels.silent && next.caption !== before?.caption) news.push(next.caption);
  say(news.filter(Boolean).join(". "));
}

function say(text) {
  if (!text) return;
  write(at("announced"), text);
  clearTimeout(saying);
  saying = setTimeout(() => write(at("announced"), ""), SAID_MS);
}

// Movement between two scenes

let frame = 0;

function animate() {
  cancelAnimationFrame(frame);
  draw();
}

function draw() {
  if (!scene || !clock.isKnown) return;
  const nowMs = clock.now();
  const runs = drawDial(scene.big, nowMs);
  const moves = drawMovement(nowMs);
  if (runs || moves) frame = requestAnimationFrame(draw);
}

function drawDial(big, nowMs) {
  if (!big) return false;
  const [text, share, runs] = shown(big, nowMs);
  write(at("count"), text);
  at("dial").dataset.letters = `${text.length}`;
  const total = big.kind === "countdown" ? clockTime(big.lasts) : (big.total ?? "");
  write(at("total"), total && `${labels.of} ${total}`);
  at("ring").style.strokeDasharray = share === null ? "0 1" : `${share.toFixed(4)} 1`;
  at("ring").style.opacity = share ? "1" : "0";
  const name = [text, at("total").textContent, scene.state].filter(Boolean).join(" ");
  if (!runs) at("dial").setAttribute("aria-label", name);
  else at("dial").setAttribute("aria-label", at("total").textContent);
  return runs;
}

// The text in the middle, the share of the ring, and whether they go on by themselves.
function shown(big, nowMs) {
  switch (big.kind) {
    case "count":
      return [big.shown, big.share, false];
    case "countdown": {
      const leftMs = Math.max(0, Math.min(big.ends - nowMs, big.lasts));
      return [clockTime(leftMs), leftMs / big.lasts, leftMs > 0];
    }
    case "lead":
      return [big.shown, null, false];
    case "stopwatch":
      return [clockTime(Math.max(0, Math.floor((nowMs - big.began) / 1000) * 1000)), null, true];
    default:
      return [clockTime(big.left), null, false];
  }
}

// Rounded up, so that 5 is shown from the moment "five" is said.
function clockTime(ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  if (seconds < 60) return `${seconds}`;
  return `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, "0")}`;
}

function drawMovement(nowMs) {
  const { movement, phase } = scene;
  const began = movement?.began ?? null;
  const isFree = DEMONSTRATED.has(phase) || (movement !== null && AT_OWN_PACE.has(phase));
  if (began === null && !isFree) return drawStill(phase);
  heldSince = 0;
  const { isCycle } = drawing;
  const course = courseOf(lengthsOf(movement), drawing.poses, isCycle);
  const passedMs = began === null ? nowMs % course.at(-1)[0] : nowMs - began;
  const still = { isCycle, isStill: isStill.matches };
  const moved = phaseAt(course, passedMs, still);
  drawing.move(moved);
  showPace(began === null ? null : isCycle ? Math.sin(Math.PI * moved) : moved);
  return true;
}

let heldSince = 0;

// A hold is at the end of its movement; in a pause the picture stays as it is.
function drawStill(phase) {
  showPace(null);
  if (phase !== "holding") return false;
  const nowMs = performance.now();
  heldSince ||= nowMs;
  const share = isStill.matches ? 1 : Math.min(1, (nowMs - heldSince) / INTO_HOLD_MS);
  drawing.move(phaseAt([[0, 0], [1, 1]], Math.min(share, 0.9999)));
  return share < 1;
}

// The disc behind the count, which grows and shrinks with the movement.
function showPace(moved) {
  const radius = moved === null || isStill.matches ? 0 : 20 + 66 * moved;
  at("pace").setAttribute("r", radius.toFixed(1));
}

// The connection

function became(state) {
  const { body } = document;
  const was = body.dataset.connection;
  body.dataset.connection = state;
  for (const button of at("taps").children) button.disabled = state !== "open";
  const text = { lost: labels.lost, over: labels.over, open: was === "lost" ? labels.back : "" };
  write(at("connection"), text[state] ?? "");
  if (state === "open") setTimeout(clearBack, SAID_MS);
  if (state === "open") keepAwake();
}

function clearBack() {
  if (document.body.dataset.connection === "open") write(at("connection"), "");
}

// A phone would go dark in the middle of a set. Only where the browser lets a page ask for that.
async function keepAwake() {
  if (!navigator.wakeLock || document.hidden) return;
  try {
    await navigator.wakeLock.request("screen");
  } catch {
    // The battery is low, or it is not allowed here.
  }
}

// The whole screen

function toggleFullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.({ navigationUI: "hide" });
}

at("full-screen").hidden = !document.fullscreenEnabled;
at("full-screen").addEventListener("click", toggleFullScreen);
// The other keys are those of the terminal, which the coach names where nobody can hear it.
const NAMED_KEYS = {
  " ": "space",
  Enter: "enter",
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const isForButton = event.target instanceof HTMLButtonElement && [" ", "Enter"].includes(event.key);
  if (isForButton) return;
  const key = NAMED_KEYS[event.key] ?? (event.key.length === 1 ? event.key.toLowerCase() : null);
  if (key === "f") toggleFullScreen();
  else if (key !== null) connection.press(key);
  if (key === "space" || key === "f") event.preventDefault();
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  keepAwake();
  showDue();
  animate();
});

connection = new Connection(clock, take, became);
