// Runs before the first paint, so that nothing flashes in the wrong language or theme. Plain and blocking on purpose.
(() => {
  const root = document.documentElement;
  const asked = new URLSearchParams(location.search).get('lang');
  const recall = (name) => {
    try {
      return sessionStorage.getItem(name);
    } catch {
      return null; // storage may be refused; the page then starts afresh
    }
  };
  const keep = (name, value) => {
    try {
      sessionStorage.setItem(name, value);
    } catch {
      // as above
    }
  };

  const wanted = asked ?? recall('lang') ?? navigator.language;
  root.lang = /^zh/i.test(wanted) ? 'zh-CN' : 'en';
  if (asked !== null) keep('lang', root.lang);
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  root.dataset.theme = recall('theme') ?? system;

  addEventListener('DOMContentLoaded', () => {
    const title = document.querySelector('title');
    if (root.lang === 'en' && title?.dataset.en) document.title = title.dataset.en;
    // Links to the other pages keep the language, also where storage is refused.
    for (const link of document.querySelectorAll('a[data-keep]')) link.search = `?lang=${root.lang}`;
    const other = root.lang === 'en' ? 'zh-CN' : 'en';
    for (const link of document.querySelectorAll('a[data-language]')) {
      const query = new URLSearchParams(location.search);
      query.set('lang', other);
      link.search = `?${query}`;
    }
  });

  addEventListener('click', (event) => {
    if (!event.target.closest?.('[data-theme-switch]')) return;
    root.dataset.theme = root.dataset.theme === 'dark' ? 'light' : 'dark';
    keep('theme', root.dataset.theme);
  });
})();
