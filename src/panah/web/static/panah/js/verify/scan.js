// Reading the square from a picture, on this device: zxing in WebAssembly, fetched when it is first needed.

const VENDOR = "../vendor/zxing-reader-3.1.4";
const HOW = { formats: ["QRCode"], tryHarder: true, maxNumberOfSymbols: 1 };
const [WIDTH, STRENGTH] = [4, 4];
let loading;

// Gives the text of a code in a picture (ImageData, or a file); empty where there is none.
export async function read(picture) {
  const zxing = await loaded();
  const found = await zxing.readBarcodes(picture, HOW);
  return found.find((code) => code.isValid)?.text ?? "";
}

// Fetches the reader, so that it is there when the camera opens.
export function loaded() {
  loading ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = new URL(`${VENDOR}.min.js`, import.meta.url);
    script.onload = () => done(prepared(window.ZXingWASM));
    script.onerror = () => failed(new Error("no reader"));
    document.head.append(script);
  });
  loading.catch(() => (loading = undefined));
  return loading;
}

async function prepared(zxing) {
  const wasm = new URL(`${VENDOR}.wasm`, import.meta.url).href;
  await zxing.prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true });
  return zxing;
}

// Sharpens a picture in grey, as a tired camera needs it: what is brighter than its surroundings grows brighter.
export function sharpened(picture) {
  const { width, height, data } = picture;
  const grey = new Float32Array(width * height);
  for (let at = 0; at < grey.length; at += 1) grey[at] = (data[4 * at] * 3 + data[4 * at + 1] * 6 + data[4 * at + 2]) / 10;
  const around = blurred(blurred(grey, width, height, 1, width), height, width, width, 1);
  for (let at = 0; at < grey.length; at += 1) {
    const level = grey[at] + STRENGTH * (grey[at] - around[at]);
    data[4 * at] = data[4 * at + 1] = data[4 * at + 2] = level;
  }
  return picture;
}

// The mean of each dot and its neighbours along one direction; `step` leads to the next, `next` to the next line.
function blurred(from, length, lines, step, next) {
  const to = new Float32Array(from.length);
  for (let line = 0; line < lines; line += 1) {
    const start = line * next;
    let sum = 0;
    for (let at = -WIDTH; at < length + WIDTH; at += 1) {
      if (at + WIDTH < length) sum += from[start + (at + WIDTH) * step];
      if (at - WIDTH > 0) sum -= from[start + (at - WIDTH - 1) * step];
      if (at >= 0 && at < length) to[start + at * step] = sum / (Math.min(length - 1, at + WIDTH) - Math.max(0, at - WIDTH) + 1);
    }
  }
  return to;
}
