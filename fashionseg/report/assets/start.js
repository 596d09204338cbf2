'use strict';
// Before anything is drawn: the look that the reader has chosen in any report.
const look = {
  read(name) {
    try {
      return localStorage.getItem('fashionseg ' + name);
    } catch (error) {
      return null; // a browser may allow no storage
    }
  },
  write(name, value) {
    document.documentElement.dataset[name] = value;
    try {
      localStorage.setItem('fashionseg ' + name, value);
    } catch (error) {
      return;
    }
  },
};
document.documentElement.dataset.theme = look.read('theme') || 'auto';
document.documentElement.dataset.palette = look.read('palette') || 'figures';
