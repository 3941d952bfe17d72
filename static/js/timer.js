// Hold timers: "hold for 15 seconds" gets a countdown that can be seen, heard and felt. The words stay in the text, so that
// nothing is lost on paper or without scripts.
import { word } from "./words.js";

const still = window.matchMedia("(prefers-reduced-motion: reduce)"); // the bar then moves once a second

/** @param {HTMLElement} hold a span with data-seconds */
export function timer(hold) {
  const total = Number(hold.dataset.seconds);
  const box = document.createElement("div");
  box.className = "timer";
  box.lang = document.documentElement.lang; // the step may be in another language
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", word("timer.label", { Hold: hold.textContent ?? "" }));

  const left = document.createElement("span");
  left.className = "timer-left";
  left.setAttribute("role", "timer");
  left.dir = "auto";
  const button = document.createElement("button");
  button.type = "button";
  const bar = document.createElement("progress");
  bar.max = total;
  bar.setAttribute("aria-label", word("timer.bar"));
  const news = document.createElement("span");
  news.className = "hidden";
  news.setAttribute("role", "status");
  const face = document.createElement("div");
  face.className = "timer-face";
  face.append(left, button, news);
  box.append(face, bar);
  place(hold, box);

  let frame = 0;
  let end = 0;
  let spoken = -1;

  button.addEventListener("click", () => (end ? stop() : start()));
  show(total);
  idle();

  function start() {
    wake();
    end = performance.now() + total * 1000;
    spoken = -1;
    box.classList.remove("over");
    button.textContent = word("timer.stop");
    news.textContent = word("timer.now", { Count: total });
    tick();
  }

  function tick() {
    const rest = Math.max(0, (end - performance.now()) / 1000);
    show(rest);
    if (rest === 0) return finish();
    const whole = Math.ceil(rest);
    if (whole !== spoken && (whole <= 3 || whole % 5 === 0)) {
      if (spoken !== -1) news.textContent = `${whole}`;
      spoken = whole;
    }
    frame = window.setTimeout(tick, 100);
  }

  function finish() {
    reset();
    box.classList.add("over");
    left.textContent = word("timer.over");
    button.textContent = word("timer.again");
    news.textContent = word("timer.over.news");
    navigator.vibrate?.([300, 100, 300]);
    beep();
  }

  function stop() {
    reset();
    show(total);
    news.textContent = word("timer.stopped");
    idle();
  }

  function reset() {
    window.clearTimeout(frame);
    end = 0;
  }

  function idle() {
    button.textContent = word("timer.start");
  }

  /** @param {number} rest seconds */
  function show(rest) {
    const s = Math.ceil(rest);
    const text = total >= 100 ? `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}` : word("timer.left", { Seconds: s });
    if (left.textContent !== text) left.textContent = text;
    bar.value = total - (still.matches ? s : rest);
  }
}

/** Puts the timer below the paragraph or text that the hold stands in, and below its earlier timers. @param {HTMLElement} hold @param {HTMLElement} box */
function place(hold, box) {
  let above = /** @type {Element} */ (hold.closest("p, li > ul > li, li > ol > li, .step-body"));
  if (!above.matches("p")) return above.append(box);
  while (above.nextElementSibling?.matches(".timer")) above = above.nextElementSibling;
  above.after(box);
}

/** @type {AudioContext | undefined} */
let audio; // one for all timers: browsers allow few

/** Sound must be woken by a tap; the one that starts the clock does. Without sound there is still the clock. */
function wake() {
  try {
    audio ??= new AudioContext();
    audio.resume().catch(() => {});
  } catch {
    audio = undefined;
  }
}

/** Three short tones. */
function beep() {
  if (!audio) return;
  try {
    for (let i = 0; i < 3; i++) tone(audio, audio.currentTime + i * 0.25);
  } catch {
    audio = undefined; // the loudspeaker went away; the next tap looks for one
  }
}

/** @param {AudioContext} audio @param {number} at */
function tone(audio, at) {
  const source = audio.createOscillator();
  const volume = audio.createGain();
  source.frequency.value = 880;
  volume.gain.setValueAtTime(0.25, at);
  volume.gain.exponentialRampToValueAtTime(0.001, at + 0.2);
  source.connect(volume).connect(audio.destination);
  source.start(at);
  source.stop(at + 0.2);
}
