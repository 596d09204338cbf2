'use strict';
// Curves over the epochs, drawn as SVG from the numbers in the page.
(() => {
  const data = JSON.parse(document.getElementById('curve-data').textContent);
  const boxes = [...document.querySelectorAll('#runs input')];
  if (!boxes.length) return;
  const slider = document.getElementById('epoch');
  const WIDTH = 360, HEIGHT = 220, LEFT = 42, RIGHT = 12, TOP = 10, BOTTOM = 34;
  const MOST_MARKS = 20, MOST_IN_TIP = 12;
  const MODELS = Object.keys(JSON.parse(
    document.getElementById('label-data').textContent).models);
  const length = run => Math.max(...Object.values(run.series).map(s => s.length));
  const nEpoch = Math.max(...data.runs.map(length));
  const dashed = run => run.configuration.length > 1;

  function make(name, attributes, parent) {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (parent) parent.append(element);
    return element;
  }

  // One shape for each model, so that colour is not all that tells lines apart.
  const SHAPES = [
    'M-3 0a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z', 'M-2.7 -2.7h5.4v5.4h-5.4z',
    'M0 -3.8l3.6 6.2h-7.2z', 'M0 -3.9l3.9 3.9l-3.9 3.9l-3.9 -3.9z',
    'M0 3.8l3.6 -6.2h-7.2z', 'M-3.8 0l6.2 -3.6v7.2z', 'M3.8 0l-6.2 -3.6v7.2z',
    'M-3 -3l6 6m0 -6l-6 6', 'M-3.8 0h7.6m-3.8 -3.8v7.6',
    'M-2 -3.4h4l2 3.4l-2 3.4h-4l-2 -3.4z', 'M-4 0h8m-6 -3.4l4 6.8m0 -6.8l-4 6.8',
    'M-3 -3.6h6l-6 7.2h6z'];

  function drawLine(parent, run, points, marked) {
    const path = points.map((p, i) => (i && points[i - 1] ? 'L' : 'M') + (p || [0, 0]).join(' '));
    make('path', {
      class: 'line' + (dashed(run) ? ' dashed' : ''),
      d: path.filter((part, i) => points[i]).join('')}, parent);
    if (!marked) return;
    for (const point of points) {
      if (point) drawMark(parent, run, point);
    }
  }

  function drawMark(parent, run, [x, y]) {
    make('path', {class: 'mark', d: SHAPES[MODELS.indexOf(run.configuration) % SHAPES.length],
      transform: `translate(${x} ${y})`}, parent);
  }

  function fillSwatch(swatch, run) {
    drawLine(swatch, run, [[1, 8], [31, 8]], false);
    drawMark(swatch, run, [16, 8]);
  }

  function ticks(low, high) {
    const rough = (high - low) / 4 || 1;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 2.5, 5, 10].map(m => m * power).find(s => s >= rough);
    const first = Math.floor(low / step + 1e-9) * step;
    const found = [];
    for (let k = 0; first + k * step < high + step * (1 - 1e-9); k += 1) {
      found.push(Number((first + k * step).toPrecision(10)));
    }
    return found;
  }

  const x = epoch => nEpoch === 1 ? (LEFT + WIDTH - RIGHT) / 2
    : LEFT + (epoch - 1) / (nEpoch - 1) * (WIDTH - LEFT - RIGHT);

  class Chart {
    constructor(figure) {
      this.figure = figure;
      this.about = data.charts.find(chart => chart.key === figure.dataset.chart);
      this.svg = make('svg', {viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img'}, figure);
      this.tip = document.createElement('div');
      this.tip.className = 'tip';
      this.tip.hidden = true;
      figure.append(this.tip);
      this.svg.addEventListener('pointermove', event => this.point(event));
      this.svg.addEventListener('pointerdown', event => this.point(event));
      // A tap leaves at once: what it shows stays until the next one.
      this.svg.addEventListener('pointerleave', event => {
        if (event.pointerType === 'mouse') this.hide();
      });
      document.addEventListener('pointerdown', event => {
        if (!this.svg.contains(event.target)) this.hide();
      });
    }

    hide() {
      if (this.tip.hidden) return;
      this.tip.hidden = true;
      strengthen(null);
    }

    values(epoch) {
      return this.runs.map(run => [run, run.series[this.about.key][epoch - 1]])
        .filter(([, value]) => value !== null && value !== undefined);
    }

    draw(runs) {
      const {key, score, title} = this.about;
      this.runs = runs.filter(run => run.series[key].some(value => value !== null));
      const all = this.runs.flatMap(run => run.series[key]).filter(value => value !== null);
      if (score && key in data.floor) all.push(data.floor[key]);
      this.svg.replaceChildren();
      this.tip.hidden = true;
      this.svg.setAttribute('aria-label', `${title} over ${nEpoch} epochs: ` +
        (this.runs.map(run => run.title).join(', ') || 'no chosen run has it'));
      if (!all.length) {
        make('text', {x: WIDTH / 2, y: HEIGHT / 2, 'text-anchor': 'middle'}, this.svg)
          .textContent = 'no chosen run has it';
        return;
      }
      const marks = ticks(score ? 0 : Math.min(...all), Math.max(...all));
      const [low, high] = [marks[0], marks[marks.length - 1]];
      this.y = value => HEIGHT - BOTTOM - (value - low) / (high - low || 1) *
        (HEIGHT - TOP - BOTTOM);
      this.drawAxes(marks);
      if (score && key in data.floor) {
        const y = this.y(data.floor[key]);
        make('path', {class: 'floor', d: `M${LEFT} ${y}H${WIDTH - RIGHT}`}, this.svg);
      }
      for (const run of this.runs) {
        const group = make('g', {class: `model-${run.configuration}`, 'data-run': run.key}, this.svg);
        const points = run.series[key].map(
          (value, i) => value === null ? null : [x(i + 1).toFixed(1), this.y(value).toFixed(1)]);
        drawLine(group, run, points, nEpoch <= MOST_MARKS);
      }
      this.guide = make('path', {class: 'guide'}, this.svg);
    }

    drawAxes(marks) {
      for (const mark of marks) {
        const y = this.y(mark);
        make('path', {class: 'grid', d: `M${LEFT} ${y}H${WIDTH - RIGHT}`}, this.svg);
        make('text', {x: LEFT - 5, y: y + 4, 'text-anchor': 'end'}, this.svg).textContent = mark;
      }
      const step = Math.max(1, Math.ceil(nEpoch / 8));
      for (let epoch = nEpoch; epoch >= 1; epoch -= step) {
        make('text', {x: x(epoch), y: HEIGHT - BOTTOM + 14, 'text-anchor': 'middle'}, this.svg)
          .textContent = epoch;
      }
      make('text', {x: (LEFT + WIDTH - RIGHT) / 2, y: HEIGHT - 4, 'text-anchor': 'middle'}, this.svg)
        .textContent = 'epoch';
    }

    mark(epoch) {
      if (this.guide) this.guide.setAttribute('d', `M${x(epoch)} ${TOP}V${HEIGHT - BOTTOM}`);
    }

    point(event) {
      const box = this.svg.getBoundingClientRect();
      const at = (event.clientX - box.left) / box.width * WIDTH;
      const y = (event.clientY - box.top) / box.height * HEIGHT;
      const part = (at - LEFT) / (WIDTH - LEFT - RIGHT);
      const epoch = Math.min(Math.max(Math.round(1 + part * (nEpoch - 1)), 1), nEpoch);
      setEpoch(epoch);
      const near = this.values(epoch).map(
        ([run, value]) => ({run, value, off: Math.abs(this.y(value) - y)}));
      near.sort((one, other) => one.off - other.off);
      strengthen(near.length && near[0].off < 12 ? near[0].run : null);
      this.show(epoch, near.slice(0, MOST_IN_TIP), near.length, at);
    }

    show(epoch, near, count, at) {
      if (!near.length) return;
      const closest = near[0].off < 12 ? near[0].run : null;
      const head = document.createElement('b');
      head.textContent = `epoch ${epoch}`;
      near.sort((one, other) => other.value - one.value);
      this.tip.replaceChildren(head, ...near.map(({run, value}) => {
        const line = document.createElement('div');
        const swatch = make('svg', {class: `swatch model-${run.configuration}`, viewBox: '0 0 32 16'});
        fillSwatch(swatch, run);
        const texts = [run.title, value.toFixed(3)].map(text => {
          const span = document.createElement('span');
          span.textContent = text;
          return span;
        });
        line.append(swatch, ...texts);
        line.classList.toggle('strong', run === closest);
        return line;
      }));
      if (count > near.length) this.tip.append(`${count - near.length} more below`);
      this.tip.hidden = false;
      // On the other side of the line, so that it hides nothing that is looked at.
      const right = at > WIDTH / 2;
      this.tip.style.left = right ? '.6rem' : 'auto';
      this.tip.style.right = right ? 'auto' : '.6rem';
    }
  }

  const charts = [...document.querySelectorAll('.chart')].map(figure => new Chart(figure));

  function chosen() {
    const keys = new Set(boxes.filter(box => box.checked).map(box => box.value));
    return data.runs.filter(run => keys.has(run.key));
  }

  function strengthen(run) {
    for (const group of document.querySelectorAll('.chart g[data-run]')) {
      group.classList.toggle('strong', run !== null && group.dataset.run === run.key);
      group.classList.toggle('faint', run !== null && group.dataset.run !== run.key);
    }
  }

  function setEpoch(epoch) {
    slider.value = epoch;
    document.getElementById('epoch-number').textContent = `${epoch} of ${nEpoch}`;
    document.getElementById('values-epoch').textContent = `epoch ${epoch}`;
    for (const chart of charts) chart.mark(epoch);
    const rows = chosen().map(run => {
      const row = document.createElement('tr');
      const head = document.createElement('th');
      head.scope = 'row';
      head.textContent = run.title;
      row.append(head, ...data.charts.map(chart => {
        const cell = document.createElement('td');
        const value = run.series[chart.key][epoch - 1];
        cell.textContent = typeof value === 'number' ? value.toFixed(4) : '–';
        return cell;
      }));
      return row;
    });
    document.getElementById('values').replaceChildren(...rows);
  }

  function draw() {
    const runs = chosen();
    for (const chart of charts) chart.draw(runs);
    setEpoch(Number(slider.value));
  }

  slider.max = nEpoch;
  // A reader of the last epoch stays at the last one when there are more.
  const old = choices.get('epoch', choices.LAST);
  slider.value = old === choices.LAST ? nEpoch : old;
  slider.addEventListener('input', () => setEpoch(Number(slider.value)));
  for (const box of boxes) {
    const run = data.runs.find(one => one.key === box.value);
    fillSwatch(box.parentElement.querySelector('svg'), run);
    box.addEventListener('change', draw);
    box.parentElement.addEventListener('pointerenter', () => strengthen(box.checked ? run : null));
    box.parentElement.addEventListener('pointerleave', () => strengthen(null));
    box.addEventListener('focus', () => strengthen(box.checked ? run : null));
    box.addEventListener('blur', () => strengthen(null));
  }
  document.getElementById('run-groups').addEventListener('click', event => {
    const group = event.target.dataset.runs;
    if (!group) return;
    for (const box of boxes) {
      const other = dashed(data.runs.find(run => run.key === box.value));
      box.checked = group === 'all' || (group === 'others' ? other : group === 'proposal' && !other);
    }
    boxes[0].dispatchEvent(new Event('change', {bubbles: true}));
  });
  draw();
})();
