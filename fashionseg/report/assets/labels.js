'use strict';
// Label maps: read from their short texts, drawn in the chosen colours.
const labels = (() => {
  const {maps, classes, palettes, models} = JSON.parse(
    document.getElementById('label-data').textContent);
  const decoded = new Map();
  let alone = choices.get('alone'); // the one class that is shown, or null for all

  // A capital letter is a class, the digits behind it how many pixels follow.
  function decode(name, nPixel) {
    if (!(name in maps)) return null;
    if (!decoded.has(name)) {
      const label = new Uint8Array(nPixel);
      let at = 0;
      for (const [, letter, digits] of maps[name].matchAll(/([A-Z])([0-9a-z]*)/g)) {
        const n = digits ? parseInt(digits, 36) : 1;
        label.fill(letter.charCodeAt(0) - 65, at, at + n);
        at += n;
      }
      decoded.set(name, label);
    }
    return decoded.get(name);
  }

  // truth: name of a map; what equals it is left transparent.
  function draw(canvas, truth = null) {
    const context = canvas.getContext('2d');
    const {width, height} = canvas;
    const label = decode(canvas.dataset.map, width * height);
    context.clearRect(0, 0, width, height);
    if (!label) return;
    const right = truth === null ? null : decode(truth, width * height);
    const colours = palettes[document.documentElement.dataset.palette];
    const image = context.createImageData(width, height);
    for (let i = 0; i < label.length; i += 1) {
      const c = label[i];
      const faded = alone !== null && c !== alone;
      const [red, green, blue] = faded ? [128, 128, 128] : colours[c];
      image.data.set([red, green, blue,
        right !== null && right[i] === c ? 0 : faded ? 90 : 255], 4 * i);
    }
    context.putImageData(image, 0, 0);
  }

  function drawAll() {
    for (const canvas of document.querySelectorAll('canvas[data-map]')) {
      if (!canvas.closest('.stage')) draw(canvas);
    }
    document.dispatchEvent(new Event('labels-drawn'));
  }

  const list = document.getElementById('classes');
  if (list) {
    const press = () => {
      for (const button of list.querySelectorAll('button')) {
        const isAlone = Number(button.dataset.class) === alone;
        button.setAttribute('aria-pressed', String(isAlone));
      }
    };
    list.addEventListener('click', event => {
      const button = event.target.closest('button');
      if (!button) return;
      const c = Number(button.dataset.class);
      alone = alone === c ? null : c;
      choices.set('alone', alone);
      press();
      drawAll();
    });
    press();
  }
  document.getElementById('palette').addEventListener('change', drawAll);
  drawAll();
  return {classes, models, draw, decode, drawAll};
})();
