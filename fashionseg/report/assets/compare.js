'use strict';
// Photo, truth and predictions on both sides of a divider.
(() => {
  const samples = [...document.querySelectorAll('.sample')];
  if (!samples.length) return;
  const field = id => document.getElementById(id);
  const sides = ['left', 'right'];
  const title = layer => labels.models[layer] || layer;

  function update() {
    const root = document.documentElement;
    root.style.setProperty('--divider', `${field('divider').value}%`);
    root.style.setProperty('--strength', field('strength').value / 100);
    for (const sample of samples) {
      const truth = `photo-${sample.dataset.photo}-truth`;
      for (const side of sides) {
        const layer = field(side).value;
        const canvas = sample.querySelector(`.${side}-layer`);
        // The photo lies below: it is seen where the layer has nothing.
        canvas.dataset.map = `photo-${sample.dataset.photo}-${layer}`;
        labels.draw(canvas, field('errors').checked && layer !== 'truth' ? truth : null);
        sample.querySelector(`.${side}-side`).textContent = title(layer);
      }
      for (const button of sample.querySelectorAll('.thumbs button')) {
        button.setAttribute('aria-pressed', String(button.dataset.layer === field('right').value));
      }
    }
  }

  function tell(sample, event) {
    const box = sample.querySelector('.stage').getBoundingClientRect();
    const [column, row] = [(event.clientX - box.left) / box.width,
      (event.clientY - box.top) / box.height].map(
      part => Math.min(Math.max(Math.floor(part * 224), 0), 223));
    const layers = new Set(['truth', field('left').value, field('right').value]);
    layers.delete('photo');
    const words = [...layers].map(layer => {
      const label = labels.decode(`photo-${sample.dataset.photo}-${layer}`, 224 * 224);
      return label && `${title(layer)}: ${labels.classes[label[224 * row + column]]}`;
    });
    sample.querySelector('.readout').textContent =
      `pixel ${column}, ${row} of 224 × 224. ${words.filter(Boolean).join('; ')}`;
  }

  for (const sample of samples) {
    const stage = sample.querySelector('.stage');
    const move = event => {
      tell(sample, event);
      if (!event.buttons && event.type === 'pointermove') return;
      const box = stage.getBoundingClientRect();
      field('divider').value = 100 * (event.clientX - box.left) / box.width;
      field('divider').dispatchEvent(new Event('input', {bubbles: true}));
    };
    stage.addEventListener('pointerdown', event => {
      if (event.pointerId !== undefined) stage.setPointerCapture(event.pointerId);
      move(event);
    });
    stage.addEventListener('pointermove', move);
    stage.addEventListener('dragstart', event => event.preventDefault());
    sample.querySelector('.thumbs').addEventListener('click', event => {
      const button = event.target.closest('button');
      if (!button) return;
      field('right').value = button.dataset.layer;
      field('right').dispatchEvent(new Event('change', {bubbles: true}));
    });
  }
  field('divider').addEventListener('input', () => document.documentElement.style.setProperty(
    '--divider', `${field('divider').value}%`));
  field('strength').addEventListener('input', () => document.documentElement.style.setProperty(
    '--strength', field('strength').value / 100));
  for (const id of ['left', 'right', 'errors']) field(id).addEventListener('change', update);
  document.addEventListener('labels-drawn', update);
  update();
})();
