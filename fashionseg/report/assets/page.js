'use strict';
// Small services of the page.
(() => {
  for (const name of ['theme', 'palette']) {
    const field = document.getElementById(name);
    field.value = document.documentElement.dataset[name];
    field.addEventListener('change', () => look.write(name, field.value));
  }

  document.addEventListener('click', event => {
    const which = event.target.dataset.open;
    if (!which) return;
    for (const question of document.querySelectorAll('#questions details')) {
      question.open = which === 'all'
        || (which === 'measured' && 'measured' in question.dataset);
    }
  });

  document.addEventListener('click', async event => {
    if (!('copy' in event.target.dataset)) return;
    const text = event.target.parentElement.previousElementSibling.textContent;
    try {
      await navigator.clipboard.writeText(text);
      event.target.textContent = 'Copied';
    } catch (error) {
      event.target.textContent = 'The browser does not allow it';
    }
  });

  // What holds data is printed, closed or not.
  const closed = [];
  addEventListener('beforeprint', () => {
    closed.push(...document.querySelectorAll(
      '#sources details:not([open]), details[data-measured]:not([open])'));
    for (const details of closed) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of closed.splice(0)) details.open = false;
  });

  // The part of the page that is being read is marked in the contents.
  const links = new Map([...document.querySelectorAll('nav a')].map(
    link => [link.getAttribute('href').slice(1), link]));
  const seen = new Set();
  const observer = new IntersectionObserver(entries => {
    for (const entry of entries) {
      if (entry.isIntersecting) seen.add(entry.target.id);
      else seen.delete(entry.target.id);
    }
    const current = [...links.keys()].find(id => seen.has(id));
    for (const [id, link] of links) {
      if (id === current) {
        link.setAttribute('aria-current', 'true');
        // Sideways only, on a narrow screen.
        const list = link.closest('ol');
        list.scrollLeft = link.offsetLeft - list.offsetLeft - 40;
      } else link.removeAttribute('aria-current');
    }
  }, {rootMargin: '-20% 0px -60% 0px'});
  for (const id of links.keys()) observer.observe(document.getElementById(id));
})();
