'use strict';
// One chart: axes, lines, and what the pointer is told.
class Chart {
  static WIDTH = 360;
  static HEIGHT = 220;
  static LEFT = 42;
  static RIGHT = 348;
  static TOP = 10;
  static FOOT = 186;
  static MOST_MARKS = 20; // epochs up to which every point has its mark
  static MOST_IN_TIP = 12;
  static NEAR = 12; // a pointer so near to a line means it

  // about: key, title, score; floor: score of the background; choose: takes an epoch;
  // strengthen: takes a run or null.
  constructor(figure, about, nEpoch, floor, choose, strengthen) {
    Object.assign(this, {figure, about, nEpoch, floor, choose, strengthen, runs: []});
    this.svg = lines.make('svg', {
      viewBox: `0 0 ${Chart.WIDTH} ${Chart.HEIGHT}`, role: 'img'}, figure);
    this.tip = document.createElement('div');
    this.tip.className = 'tip';
    this.tip.hidden = true;
    figure.append(this.tip);
    for (const event of ['pointermove', 'pointerdown']) {
      this.svg.addEventListener(event, moved => this.point(moved));
    }
    // A tap leaves at once: what it shows stays until the next one.
    this.svg.addEventListener('pointerleave', left => {
      if (left.pointerType === 'mouse') this.hide();
    });
    document.addEventListener('pointerdown', pressed => {
      if (!this.svg.contains(pressed.target)) this.hide();
    });
  }

  static ticks(low, high) {
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

  x(epoch) {
    const part = this.nEpoch === 1 ? .5 : (epoch - 1) / (this.nEpoch - 1);
    return Chart.LEFT + part * (Chart.RIGHT - Chart.LEFT);
  }

  y(value) {
    const part = (value - this.low) / (this.high - this.low || 1);
    return Chart.FOOT - part * (Chart.FOOT - Chart.TOP);
  }

  draw(runs) {
    const {key, score, title} = this.about;
    this.runs = runs.filter(run => run.series[key].some(value => value !== null));
    const values = this.runs.flatMap(run => run.series[key]).filter(v => v !== null);
    if (this.floor !== undefined) values.push(this.floor);
    this.svg.replaceChildren();
    this.guide = null;
    this.hide();
    const names = this.runs.map(run => run.title).join(', ');
    this.svg.setAttribute('aria-label',
      `${title} over ${this.nEpoch} epochs: ${names || 'no chosen run has it'}`);
    if (!values.length) {
      lines.write('no chosen run has it', {
        x: Chart.WIDTH / 2, y: Chart.HEIGHT / 2, 'text-anchor': 'middle'}, this.svg);
      return;
    }
    const marks = Chart.ticks(score ? 0 : Math.min(...values), Math.max(...values));
    [this.low, this.high] = [marks[0], marks[marks.length - 1]];
    this.drawAxes(marks);
    if (this.floor !== undefined) this.drawRule('floor', this.floor);
    for (const run of this.runs) {
      const group = lines.make('g', {
        class: `model-${run.configuration}`, 'data-run': run.key}, this.svg);
      const points = run.series[key].map((value, i) => value === null ? null
        : [this.x(i + 1).toFixed(1), this.y(value).toFixed(1)]);
      lines.draw(group, run, points, this.nEpoch <= Chart.MOST_MARKS);
    }
    this.guide = lines.make('path', {class: 'guide'}, this.svg);
  }

  drawRule(name, value) {
    lines.make('path', {
      class: name, d: `M${Chart.LEFT} ${this.y(value)}H${Chart.RIGHT}`}, this.svg);
  }

  drawAxes(marks) {
    for (const mark of marks) {
      this.drawRule('grid', mark);
      lines.write(mark, {
        x: Chart.LEFT - 5, y: this.y(mark) + 4, 'text-anchor': 'end'}, this.svg);
    }
    const step = Math.max(1, Math.ceil(this.nEpoch / 8));
    for (let epoch = this.nEpoch; epoch >= 1; epoch -= step) {
      lines.write(epoch, {
        x: this.x(epoch), y: Chart.FOOT + 14, 'text-anchor': 'middle'}, this.svg);
    }
    lines.write('epoch', {x: (Chart.LEFT + Chart.RIGHT) / 2, y: Chart.HEIGHT - 4,
      'text-anchor': 'middle'}, this.svg);
  }

  mark(epoch) {
    if (!this.guide) return;
    this.guide.setAttribute('d', `M${this.x(epoch)} ${Chart.TOP}V${Chart.FOOT}`);
  }

  point(event) {
    if (!this.guide) return;
    const box = this.svg.getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width * Chart.WIDTH;
    const y = (event.clientY - box.top) / box.height * Chart.HEIGHT;
    const part = (x - Chart.LEFT) / (Chart.RIGHT - Chart.LEFT);
    const epoch = Math.min(
      Math.max(Math.round(1 + part * (this.nEpoch - 1)), 1), this.nEpoch);
    this.choose(epoch);
    const {key} = this.about;
    const near = this.runs.map(run => ({run, value: run.series[key][epoch - 1]}))
      .filter(({value}) => typeof value === 'number')
      .map(one => ({...one, off: Math.abs(this.y(one.value) - y)}));
    near.sort((one, other) => one.off - other.off);
    const meant = near.length && near[0].off < Chart.NEAR ? near[0].run : null;
    this.strengthen(meant);
    this.show(epoch, near, meant, x > Chart.WIDTH / 2);
  }

  show(epoch, near, meant, onTheRight) {
    const head = document.createElement('b');
    head.textContent = `epoch ${epoch}`;
    const told = near.slice(0, Chart.MOST_IN_TIP);
    told.sort((one, other) => other.value - one.value);
    this.tip.replaceChildren(head, ...told.map(({run, value}) => {
      const line = document.createElement('div');
      line.append(lines.makeSwatch(run));
      for (const text of [run.title, value.toFixed(3)]) {
        line.append(document.createElement('span'));
        line.lastChild.textContent = text;
      }
      line.classList.toggle('strong', run === meant);
      return line;
    }));
    const rest = near.length - told.length;
    if (rest) this.tip.append(`and ${rest} more in the table below`);
    this.tip.hidden = !near.length;
    // On the other side, so that it hides nothing that is looked at.
    this.tip.style.left = onTheRight ? '.6rem' : 'auto';
    this.tip.style.right = onTheRight ? 'auto' : '.6rem';
  }

  hide() {
    if (this.tip.hidden) return;
    this.tip.hidden = true;
    this.strengthen(null);
  }
}
