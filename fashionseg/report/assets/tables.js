'use strict';
// Tables that a click on a heading sorts.
(() => {
  const number = text => {
    const value = parseFloat(text.replace('−', '-').replaceAll(',', ''));
    return Number.isNaN(value) ? null : value;
  };

  function sort(table, column, down) {
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row, i) => {
      const text = row.cells[column].textContent.trim();
      return {row, i, text, value: number(text)};
    });
    rows.sort((one, other) => {
      // What has no number comes last, whichever way.
      if ((one.value === null) !== (other.value === null)) {
        return one.value === null ? 1 : -1;
      }
      const order = one.value === null ? one.text.localeCompare(other.text)
        : one.value - other.value;
      return (down ? -order : order) || one.i - other.i;
    });
    body.append(...rows.map(({row}) => row));
  }

  for (const table of document.querySelectorAll('table.sortable')) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener('click', () => {
        const down = column > 0 && head.getAttribute('aria-sort') !== 'descending';
        choices.set('sorted', [column, down]);
        show(column, down);
      });
    });
    const show = (column, down) => {
      for (const head of heads) head.removeAttribute('aria-sort');
      heads[column].setAttribute('aria-sort', down ? 'descending' : 'ascending');
      sort(table, column, down);
    };
    if (choices.get('sorted')) show(...choices.get('sorted'));
  }
})();
