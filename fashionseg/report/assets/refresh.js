'use strict';
// A page that is written while runs go on loads itself anew, and stays where it was.
(() => {
  const written = document.getElementById('written');
  const seconds = Number(document.body.dataset.refresh);
  if (!seconds) return;
  const place = 'fashionseg place ' + location.pathname;
  const REST = 3000; // ms that a reader's hand must be still
  let busy = 0, paused = false, held = false;

  history.scrollRestoration = 'manual';
  try {
    const old = JSON.parse(sessionStorage.getItem(place));
    if (old) {
      scrollTo(0, old.top);
      const focused = old.focus && document.getElementById(old.focus);
      if (focused) focused.focus({preventScroll: true});
      paused = old.paused;
      for (const [label, left] of Object.entries(old.left)) {
        const box = document.querySelector(
          `.scroll[aria-label="${CSS.escape(label)}"]`);
        if (box) box.scrollLeft = left;
      }
    }
  } catch (error) {
    // Without storage the page starts at its top.
  }
  addEventListener('pagehide', () => {
    const left = {};
    for (const box of document.querySelectorAll('.scroll')) {
      if (box.scrollLeft) left[box.getAttribute('aria-label')] = box.scrollLeft;
    }
    try {
      sessionStorage.setItem(place, JSON.stringify({
        top: scrollY, focus: document.activeElement.id, paused, left}));
    } catch (error) {
      return;
    }
  });

  for (const event of ['pointermove', 'keydown', 'wheel', 'touchmove', 'input']) {
    addEventListener(event, () => { busy = Date.now(); }, {passive: true});
  }
  addEventListener('pointerdown', () => { held = true; });
  for (const event of ['pointerup', 'pointercancel']) {
    addEventListener(event, () => { held = false; });
  }

  const pause = document.getElementById('pause');
  const show = () => {
    pause.setAttribute('aria-pressed', String(paused));
    pause.textContent = paused ? 'Go on' : 'Pause';
  };
  pause.addEventListener('click', () => {
    paused = !paused;
    show();
  });
  show();

  const start = Date.now();
  setInterval(() => {
    const due = Date.now() - start >= 1000 * seconds;
    const selecting = String(getSelection()).length > 0;
    const still = !held && !selecting && Date.now() - busy > REST;
    if (due && still && !paused && !document.hidden) {
      location.reload();
    }
    const age = Math.round((Date.now() - Date.parse(written.dateTime)) / 1000);
    written.title = `${age} s ago`;
  }, 500);
})();
