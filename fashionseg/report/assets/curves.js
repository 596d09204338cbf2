'use strict';
// Losses and scores of the chosen runs over their epochs.
(() => {
  const data = JSON.parse(document.getElementById('curve-data').textContent);
  const boxes = [...document.querySelectorAll('#runs input')];
  if (!boxes.length) return;
  const slider = document.getElementById('epoch');
  const runOf = new Map(data.runs.map(run => [run.key, run]));
  const nEpoch = Math.max(...data.runs.flatMap(
    run => Object.values(run.series).map(series => series.length)));
  const charts = [...document.querySelectorAll('.chart')].map(figure => {
    const about = data.charts.find(chart => chart.key === figure.dataset.chart);
    const floor = data.floor[about.key];
    return new Chart(figure, about, nEpoch, floor, setEpoch, strengthen);
  });

  const chosen = () => boxes.filter(box => box.checked).map(
    box => runOf.get(box.value));

  function strengthen(run) {
    for (const group of document.querySelectorAll('.chart g[data-run]')) {
      const isMeant = run !== null && group.dataset.run === run.key;
      group.classList.toggle('strong', isMeant);
      group.classList.toggle('faint', run !== null && !isMeant);
    }
  }

  function makeRow(run, epoch) {
    const row = document.createElement('tr');
    const head = document.createElement('th');
    head.scope = 'row';
    head.textContent = run.title;
    row.append(head);
    for (const chart of data.charts) {
      const value = run.series[chart.key][epoch - 1];
      row.insertCell().textContent =
        typeof value === 'number' ? value.toFixed(4) : '–';
    }
    return row;
  }

  function setEpoch(epoch) {
    slider.value = epoch;
    document.getElementById('epoch-number').textContent = `${epoch} of ${nEpoch}`;
    document.getElementById('values-epoch').textContent = `epoch ${epoch}`;
    for (const chart of charts) chart.mark(epoch);
    document.getElementById('values').replaceChildren(
      ...chosen().map(run => makeRow(run, epoch)));
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
    const label = box.parentElement;
    const show = () => strengthen(box.checked ? runOf.get(box.value) : null);
    lines.fillSwatch(label.querySelector('svg'), runOf.get(box.value));
    box.addEventListener('change', draw);
    box.addEventListener('focus', show);
    box.addEventListener('blur', () => strengthen(null));
    label.addEventListener('pointerenter', show);
    label.addEventListener('pointerleave', () => strengthen(null));
  }
  document.getElementById('run-groups').addEventListener('click', event => {
    const group = event.target.dataset.runs;
    if (!group) return;
    for (const box of boxes) {
      const isProposal = lines.isProposal(runOf.get(box.value));
      box.checked = {
        all: true, none: false, proposal: isProposal, others: !isProposal}[group];
    }
    boxes[0].dispatchEvent(new Event('change', {bubbles: true}));
  });
  draw();
})();
