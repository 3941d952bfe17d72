// Hold timers: "hold for 15 seconds" gets a countdown that can be seen, heard and felt, after a few seconds to
// get ready. The words stay in the text, so that
// nothing is lost on paper or without scripts.
import { awake, make, news as status } from "./dom.js";
import { word } from "./words.js";

const lead = 5; // seconds in which the hand goes from the phone to the button

const still = window.matchMedia("(prefers-reduced-motion: reduce)"); // the bar then moves once a second

/** @param {HTMLElement} hold a span with data-seconds */
export function timer(hold) {
  const total = Number(hold.dataset.seconds);
  const box = make("div", { className: "timer", lang: document.documentElement.lang, ariaLabel: word("timer.label", { Hold: hold.textContent ?? "" }) }); // the step may be in another language
  box.setAttribute("role", "group");

  const left = make("span", { className: "timer-left", dir: "auto" });
  left.setAttribute("role", "timer");
  const button = make("button", { type: "button" });
  const bar = make("progress", { max: total, ariaLabel: word("timer.bar") });
  const news = status("hidden");
  box.append(make("div", { className: "timer-face" }, left, button, news), bar);
  place(hold, box);

  let frame = 0;
  let begin = 0;
  let end = 0;
  let holding = false;
  /** @type {(() => void) | undefined} */
  let rest; // lets the screen go off
  let spoken = -1;

  button.addEventListener("click", () => (end ? stop() : start()));
  show(total);
  idle();

  function start() {
    wake();
    rest = awake();
    begin = performance.now() + lead * 1000;
    end = begin + total * 1000;
    box.classList.remove("over");
    box.classList.add("lead");
    button.textContent = word("timer.stop");
    news.textContent = word("timer.ready.news", { Count: lead });
    bar.value = 0;
    tick();
  }

  function tick() {
    const now = performance.now();
    if (now < begin) write(word("timer.ready", { Seconds: Math.ceil((begin - now) / 1000) }));
    else {
      if (!holding) press();
      const remaining = Math.max(0, (end - now) / 1000);
      show(remaining);
      if (remaining === 0) return finish();
      count(Math.ceil(remaining));
    }
    frame = window.setTimeout(tick, 100);
  }

  /** From here on the button is held. */
  function press() {
    holding = true;
    box.classList.remove("lead");
    news.textContent = word("timer.now", { Count: total });
    navigator.vibrate?.(200);
    beep(1);
  }

  /** Says the seconds that are left, now and then. @param {number} whole */
  function count(whole) {
    if (whole === spoken || (whole > 3 && whole % 5 !== 0)) return;
    if (spoken !== -1) news.textContent = `${whole}`;
    spoken = whole;
  }

  function finish() {
    reset();
    box.classList.add("over");
    left.textContent = word("timer.over");
    button.textContent = word("timer.again");
    news.textContent = word("timer.over.news");
    navigator.vibrate?.([300, 100, 300]);
    beep(3);
  }

  function stop() {
    reset();
    show(total);
    news.textContent = word("timer.stopped");
    idle();
  }

  function reset() {
    window.clearTimeout(frame);
    rest?.();
    end = 0;
    spoken = -1;
    holding = false;
    box.classList.remove("lead");
  }

  function idle() {
    button.textContent = word("timer.start");
  }

  /** @param {number} seconds that are left */
  function show(seconds) {
    const s = Math.ceil(seconds);
    write(total >= 100 ? `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}` : word("timer.left", { Seconds: s }));
    bar.value = total - (still.matches ? s : seconds);
  }

  /** @param {string} text */
  function write(text) {
    if (left.textContent !== text) left.textContent = text;
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

/** Short tones: one to begin, three at the end. @param {number} tones */
function beep(tones) {
  if (!audio) return;
  try {
    for (let i = 0; i < tones; i++) tone(audio, audio.currentTime + i * 0.25);
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
