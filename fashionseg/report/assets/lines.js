'use strict';
// Lines and marks of the models, in the charts and beside their names.
const lines = (() => {
  const {models} = JSON.parse(document.getElementById('label-data').textContent);
  const order = Object.keys(models);
  // One shape for each model, so that colour is not all that tells lines apart.
  const SHAPES = [
    'M-3 0a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z', 'M-2.7 -2.7h5.4v5.4h-5.4z',
    'M0 -3.8l3.6 6.2h-7.2z', 'M0 -3.9l3.9 3.9l-3.9 3.9l-3.9 -3.9z',
    'M0 3.8l3.6 -6.2h-7.2z', 'M-3.8 0l6.2 -3.6v7.2z', 'M3.8 0l-6.2 -3.6v7.2z',
    'M-3 -3l6 6m0 -6l-6 6', 'M-3.8 0h7.6m-3.8 -3.8v7.6',
    'M-2 -3.4h4l2 3.4l-2 3.4h-4l-2 -3.4z', 'M-4 0h8m-6 -3.4l4 6.8m0 -6.8l-4 6.8',
    'M-3 -3.6h6l-6 7.2h6z'];

  function make(name, attributes, parent) {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) {
      element.setAttribute(key, value);
    }
    if (parent) parent.append(element);
    return element;
  }

  function write(text, attributes, parent) {
    make('text', attributes, parent).textContent = text;
  }

  const isProposal = run => run.configuration.length === 1;

  // points: [x, y], or null where the line has a gap.
  function draw(parent, run, points, marked) {
    const parts = points.map(
      (point, i) => point && (i && points[i - 1] ? 'L' : 'M') + point.join(' '));
    make('path', {class: isProposal(run) ? 'line' : 'line dashed',
      d: parts.filter(Boolean).join('')}, parent);
    if (!marked) return;
    const shape = SHAPES[order.indexOf(run.configuration) % SHAPES.length];
    for (const point of points.filter(Boolean)) {
      make('path', {
        class: 'mark', d: shape, transform: `translate(${point.join(' ')})`}, parent);
    }
  }

  function fillSwatch(swatch, run) {
    draw(swatch, run, [[1, 8], [31, 8]], false);
    draw(swatch, run, [[16, 8]], true);
  }

  function makeSwatch(run) {
    const swatch = make('svg', {
      class: `swatch model-${run.configuration}`, viewBox: '0 0 32 16'});
    fillSwatch(swatch, run);
    return swatch;
  }

  return {make, write, draw, fillSwatch, makeSwatch, isProposal};
})();
