/**
 * What a curious host page can put in place before anything of Kameng loads: it keeps every message and every port message, what
 * events carry, what is fetched, opened, stored and drawn. Runs in the page; `window.spied` holds what it saw.
 */
export const spyScript = `
(() => {
  const spied = (window.spied = []);
  const keep = (where, what) => {
    try { spied.push(where + ' ' + (typeof what === 'string' ? what : JSON.stringify(what))); } catch { spied.push(where + ' ' + String(what)); }
  };
  addEventListener('message', (event) => keep('message', event.data), true);
  const post = MessagePort.prototype.postMessage;
  MessagePort.prototype.postMessage = function (...args) { keep('port out', args[0]); return post.apply(this, args); };
  const onmessage = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage');
  Object.defineProperty(MessagePort.prototype, 'onmessage', {
    ...onmessage,
    set(listener) { onmessage.set.call(this, function (event) { keep('port in', event.data); return listener.call(this, event); }); },
  });
  const listen = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (type, listener, ...rest) {
    if (!(this instanceof MessagePort) || type !== 'message') return listen.call(this, type, listener, ...rest);
    return listen.call(this, type, (event) => { keep('port in', event.data); return listener.call(this, event); }, ...rest);
  };
  const windowPost = window.postMessage;
  window.postMessage = function (...args) { keep('postMessage', args[0]); return windowPost.apply(this, args); };
  for (const name of ['open', 'quote', 'order', 'paid', 'delivered', 'close', 'error'])
    document.addEventListener('kameng:' + name, (event) => keep('event ' + name, event.detail), true);
  const fetch_ = window.fetch;
  window.fetch = (...args) => { keep('fetch', String(args[0] && args[0].url || args[0]) + JSON.stringify(args[1] || {})); return fetch_(...args); };
  const open_ = window.open;
  window.open = (...args) => { keep('open', args); return open_(...args); };
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => keep('performance', entry.name))).observe({ type: 'resource', buffered: true });
  addEventListener('storage', (event) => keep('storage', event.key + event.newValue));
  addEventListener('hashchange', () => keep('hash', location.href));
  addEventListener('popstate', () => keep('popstate', history.state));
})();
`;

/** Everything the page could still look at when all is over: its storage, cookies, history, names, frames, and all it draws. Runs in the page. */
export const lookAround = `
(() => {
  const seen = [...window.spied];
  const keep = (where, read) => { try { seen.push(where + ' ' + read()); } catch (error) { seen.push(where + ' refused ' + error.name); } };
  const drawn = (root) => [...root.querySelectorAll('*')].map((element) =>
    element.outerHTML + (element.value || '') + (element.shadowRoot ? drawn(element.shadowRoot) : '')).join('');
  keep('storage', () => JSON.stringify({ ...localStorage, ...sessionStorage }));
  keep('cookie', () => document.cookie);
  keep('history', () => history.length + JSON.stringify(history.state) + location.href);
  keep('drawn', () => document.documentElement.outerHTML + drawn(document));
  keep('globals', () => Object.keys(window).map((name) => { try { return name + ':' + JSON.stringify(window[name]); } catch { return name; } }).join());
  keep('kameng', () => JSON.stringify(window.Kameng && window.Kameng.configure()));
  keep('resources', () => performance.getEntries().map((entry) => entry.name).join());
  const frames = [];
  const find = (root) => root.querySelectorAll('*').forEach((element) => {
    if (element.tagName === 'IFRAME') frames.push(element);
    if (element.shadowRoot) find(element.shadowRoot);
  });
  find(document);
  for (const frame of frames) {
    keep('frame document', () => frame.contentDocument && frame.contentDocument.body.innerText);
    keep('frame window', () => frame.contentWindow.document.body.innerText);
    keep('frame storage', () => JSON.stringify({ ...frame.contentWindow.sessionStorage }));
    keep('frame address', () => frame.contentWindow.location.href);
    keep('frame source', () => frame.src);
    keep('frame names', () => Object.keys(frame.contentWindow).join());
    keep('frame opener', () => frame.contentWindow.opener && frame.contentWindow.opener.location.href);
  }
  return { seen, frames: frames.length };
})()
`;
