'use strict';
// What a reader has set in this page outlives its being loaded anew.
const choices = (() => {
  const place = 'fashionseg report ' + location.pathname;
  const LAST = 'last'; // a slider at its end stays at its end, wherever that is
  const fields = [...document.querySelectorAll(
    'main input[id], main select[id], main details[id]')];
  let kept = {};
  try {
    kept = JSON.parse(sessionStorage.getItem(place)) || {};
  } catch (error) {
    kept = {}; // without storage nothing is kept
  }

  function value(field) {
    if (field.tagName === 'DETAILS') return field.open;
    if (field.type === 'checkbox') return field.checked;
    return field.type === 'range' && field.value === field.max ? LAST : field.value;
  }

  function restore(field, old) {
    if (field.tagName === 'DETAILS') field.open = old;
    else if (field.type === 'checkbox') field.checked = old;
    else if (field.type === 'range') field.value = old === LAST ? field.max : old;
    // An option of an older page may be gone.
    else if ([...field.options].some(option => option.value === old)) field.value = old;
  }

  function save() {
    for (const field of fields) kept[field.id] = value(field);
    try {
      sessionStorage.setItem(place, JSON.stringify(kept));
    } catch (error) {
      return;
    }
  }

  for (const field of fields) {
    if (field.id in kept) restore(field, kept[field.id]);
  }
  for (const event of ['input', 'change', 'toggle']) {
    document.addEventListener(event, save, true);
  }
  addEventListener('pagehide', save);
  return {
    LAST,
    get: (name, otherwise = null) => name in kept ? kept[name] : otherwise,
    set(name, chosen) {
      kept[name] = chosen;
      save();
    },
  };
})();
