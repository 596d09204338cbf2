'use strict';
// Photo, truth and predictions on both sides of a divider.
(() => {
  const samples = [...document.querySelectorAll('.sample')];
  if (!samples.length) return;
  const SIZE = 224;
  const field = id => document.getElementById(id);
  const title = layer => labels.models[layer] || layer;
  const nameOf = (sample, layer) => `photo-${sample.dataset.photo}-${layer}`;

  function slide() {
    const {style} = document.documentElement;
    style.setProperty('--divider', `${field('divider').value}%`);
    style.setProperty('--strength', field('strength').value / 100);
  }

  function update() {
    for (const sample of samples) {
      for (const side of ['left', 'right']) {
        const layer = field(side).value;
        const canvas = sample.querySelector(`.${side}-layer`);
        // The photo lies below: it is seen where the layer has nothing.
        canvas.dataset.map = nameOf(sample, layer);
        const onlyErrors = field('errors').checked && layer !== 'truth';
        labels.draw(canvas, onlyErrors ? nameOf(sample, 'truth') : null);
        sample.querySelector(`.${side}-side`).textContent = title(layer);
      }
      for (const button of sample.querySelectorAll('.thumbs button')) {
        const isShown = button.dataset.layer === field('right').value;
        button.setAttribute('aria-pressed', String(isShown));
      }
    }
  }

  // Place of the pointer in the photo, as parts of its width and height.
  function partsOf(sample, event) {
    const box = sample.querySelector('.stage').getBoundingClientRect();
    return [(event.clientX - box.left) / box.width,
      (event.clientY - box.top) / box.height];
  }

  function tell(sample, event) {
    const [column, row] = partsOf(sample, event).map(
      part => Math.min(Math.max(Math.floor(part * SIZE), 0), SIZE - 1));
    const layers = new Set(['truth', field('left').value, field('right').value]);
    layers.delete('photo');
    const words = [...layers].map(layer => {
      const label = labels.decode(nameOf(sample, layer), SIZE * SIZE);
      return label && `${title(layer)}: ${labels.classes[label[SIZE * row + column]]}`;
    });
    sample.querySelector('.readout').textContent = `pixel ${column}, ${row} of ` +
      `${SIZE} × ${SIZE}. ${words.filter(Boolean).join('; ')}`;
  }

  function set(id, value) {
    field(id).value = value;
    field(id).dispatchEvent(new Event('input', {bubbles: true}));
    field(id).dispatchEvent(new Event('change', {bubbles: true}));
  }

  for (const sample of samples) {
    const stage = sample.querySelector('.stage');
    const move = event => {
      tell(sample, event);
      if (event.buttons) set('divider', 100 * partsOf(sample, event)[0]);
    };
    stage.addEventListener('pointerdown', event => {
      stage.setPointerCapture(event.pointerId);
      move(event);
    });
    stage.addEventListener('pointermove', move);
    stage.addEventListener('dragstart', event => event.preventDefault());
    sample.querySelector('.thumbs').addEventListener('click', event => {
      const button = event.target.closest('button');
      if (button) set('right', button.dataset.layer);
    });
  }
  for (const id of ['divider', 'strength']) field(id).addEventListener('input', slide);
  for (const id of ['left', 'right', 'errors']) {
    field(id).addEventListener('change', update);
  }
  document.addEventListener('labels-drawn', update);
  slide();
  update();
})();
