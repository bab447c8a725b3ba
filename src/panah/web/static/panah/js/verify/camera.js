// The camera of this device: what it sees is read here and goes nowhere.

import * as scan from "./scan.js";

const SEES = { audio: false, video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } } };
const PAUSE = 60;
const LARGEST = 960;

export class Camera {
  constructor(video) {
    this.video = video;
    this.canvas = document.createElement("canvas");
    this.stream = null;
  }

  static get isThere() {
    return Boolean(navigator.mediaDevices?.getUserMedia);
  }

  get isOpen() {
    return this.stream !== null;
  }

  // Looks until a code is read or the camera is closed; gives its text, or nothing.
  async look() {
    const reader = scan.loaded();
    this.stream = await navigator.mediaDevices.getUserMedia(SEES);
    this.video.srcObject = this.stream;
    try {
      await this.video.play();
      await reader;
      for (let turn = 0; this.isOpen; turn += 1) {
        const text = this.video.videoWidth ? await scan.read(turn % 2 ? this.middle() : this.frame()) : "";
        if (text) return text;
        await new Promise((done) => setTimeout(done, PAUSE));
      }
      return "";
    } finally {
      this.close();
    }
  }

  close() {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
    this.video.srcObject = null;
  }

  // All that is seen.
  frame() {
    const { videoWidth: width, videoHeight: height } = this.video;
    return this.drawn([0, 0, width, height], width, height);
  }

  // The middle of it, larger and sharpened.
  middle() {
    const { videoWidth: width, videoHeight: height } = this.video;
    const side = Math.min(width, height);
    const size = Math.round(side * Math.min(2, LARGEST / side));
    return scan.sharpened(this.drawn([(width - side) / 2, (height - side) / 2, side, side], size, size));
  }

  drawn(part, width, height) {
    Object.assign(this.canvas, { width, height });
    const pen = this.canvas.getContext("2d", { willReadFrequently: true });
    pen.drawImage(this.video, ...part, 0, 0, width, height);
    return pen.getImageData(0, 0, width, height);
  }
}
