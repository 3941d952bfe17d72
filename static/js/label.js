// Reads the model from a label's QR code or bar code with the camera or from a photo, where the browser can. Pictures stay on the
// device: only the text goes into the search field, and the reader sends it.

/** @typedef {{ rawValue: string }} Found */
/** @typedef {{ detect(source: ImageBitmapSource): Promise<Found[]> }} Detector */
/** @typedef {{ new(options?: { formats: string[] }): Detector, getSupportedFormats(): Promise<string[]> }} BarcodeDetection */

const pause = 250; // ms between two looks at the camera's picture
const longest = 60; // characters of a model
const wanted = ["qr_code", "data_matrix", "code_128", "code_39", "ean_13", "ean_8"];
const { BarcodeDetector, TextDetector } = /** @type {{ BarcodeDetector?: BarcodeDetection, TextDetector?: new () => Detector }} */ (/** @type {unknown} */ (window));

/**
 * The part of a code's text that is a model: what the code itself calls so, else the longest piece with letters and digits that is
 * neither a serial number nor a network address of the device.
 * @param {string} text
 * @returns {string} empty: there is none
 */
export function modelIn(text) {
  const named = /(?:^|[^a-z])(?:model|dt|p\/?n)"?\s*[=:]\s*"?([a-z0-9][\w./ -]{1,59}?)(?=\s*(?:[,;:&"}\r\n]|$)|\s+[\w/]+\s*[=:])/i.exec(text)?.[1];
  if (named) return named;
  const pieces = text.replace(/^https?:\/\/[^/?#]*/i, "").match(/[a-z0-9]+(?:[-.][a-z0-9]+)*/gi) ?? [];
  const serial = /\d{8}|^[0-9a-f]{12}$|^[a-z0-9]{14,}$|^(?:[0-9a-f]{2}-){5}/i;
  const models = pieces.filter((p) => p.length > 2 && /[a-z]/i.test(p) && /\d/.test(p) && !serial.test(p));
  return models.sort((a, b) => b.length - a.length)[0]?.slice(0, longest) ?? "";
}

/** @param {HTMLElement} slot @param {Detector[]} detectors */
function reader(slot, detectors) {
  /** @param {string} selector */
  const part = (selector) => /** @type {any} */ (slot.querySelector(selector));
  const input = /** @type {HTMLInputElement} */ (document.querySelector("[data-search] input[name=q]"));
  /** @type {HTMLDialogElement} */ const dialog = part("dialog");
  /** @type {HTMLVideoElement} */ const video = part("video");
  /** @type {HTMLInputElement} */ const photo = part("input");
  /** @type {HTMLElement} */ const news = part("dialog [role=status]");
  /** @type {HTMLElement} */ const done = part("[data-read]");
  /** @type {MediaStream | undefined} */ let stream;
  let timer = 0;

  part("button").addEventListener("click", async () => {
    news.textContent = done.textContent = "";
    dialog.showModal();
    try {
      const camera = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      if (!dialog.open) return stop(camera); // closed while the browser asked
      stream = video.srcObject = camera;
      video.hidden = false;
      await video.play();
      look();
    } catch (error) {
      news.textContent = (/** @type {Error} */ (error).name === "NotAllowedError" ? dialog.dataset.denied : dialog.dataset.noCamera) ?? "";
    }
  });
  part("[data-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    window.clearTimeout(timer);
    stop(stream);
    stream = undefined;
    video.srcObject = null;
    video.hidden = true;
  });
  photo.addEventListener("change", async () => {
    const file = photo.files?.[0];
    photo.value = "";
    if (!file) return;
    news.textContent = "";
    const picture = await createImageBitmap(file).catch(() => undefined);
    if (!picture || !(await read(picture))) news.textContent ||= dialog.dataset.nothing ?? "";
    picture?.close();
  });

  async function look() {
    if (!(await read(video)) && dialog.open) timer = window.setTimeout(look, pause);
  }

  /** Looks for a model and takes it. @param {HTMLVideoElement | ImageBitmap} picture @returns {Promise<boolean>} whether there was one */
  async function read(picture) {
    const found = await Promise.all(detectors.map((d) => d.detect(picture).catch(() => /** @type {Found[]} */ ([])))); // a video without a picture yet
    const texts = found.flat().map((f) => f.rawValue);
    const model = texts.map(modelIn).find(Boolean);
    if (!model || !dialog.open) {
      if (texts.length) news.textContent = dialog.dataset.noModel ?? "";
      return false;
    }
    dialog.close();
    input.value = model;
    input.focus();
    input.dispatchEvent(new Event("input", { bubbles: true })); // for the suggestions
    done.textContent = done.dataset.read ?? "";
    return true;
  }
}

/** @param {MediaStream | undefined} camera */
function stop(camera) {
  for (const track of camera?.getTracks() ?? []) track.stop();
}

const slot = /** @type {HTMLElement | null} */ (document.querySelector("[data-label-reader]"));
if (slot && BarcodeDetector) {
  const supported = await BarcodeDetector.getSupportedFormats().catch(() => /** @type {string[]} */ ([]));
  const formats = wanted.filter((f) => supported.includes(f));
  if (formats.length) {
    reader(slot, [new BarcodeDetector({ formats }), ...(TextDetector ? [new TextDetector()] : [])]);
    slot.hidden = false;
  }
}
