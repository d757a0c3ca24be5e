/// The script that keeps an open page up to date and shows diagnostics over it.
///
/// It is added to pages by the server and is in no file of the output. It talks to the server it
/// came from and to nobody else, and writes texts as texts, never as HTML.
enum ClientScript {
  static let source = beginning + changes + connection + overlay + ending

  private static let beginning = #"""
    (() => {
      'use strict';
      const script = document.currentScript;
      let version = script.dataset.version;
      const scrollKey = 'assay-preview-scroll:' + location.pathname;
      const dismissedKey = 'assay-preview-dismissed';
      const stored = (key) => { try { return sessionStorage.getItem(key); } catch { return null; } };
      const store = (key, value) => { try { sessionStorage.setItem(key, value); } catch { } };

      const restoreScroll = () => {
        const place = JSON.parse(stored(scrollKey) || 'null');
        if (!place) return;
        const go = () => scrollTo({ left: place[0], top: place[1], behavior: 'instant' });
        go();
        addEventListener('load', () => { go(); store(scrollKey, 'null'); }, { once: true });
      };

      const reload = () => {
        store(scrollKey, JSON.stringify([scrollX, scrollY]));
        location.reload();
      };

    """#

  /// A page without scripts is the same whether it was loaded or its elements were exchanged, and
  /// the second takes a tenth of the time. Its stylesheets stay where they are, or they would be
  /// loaded again and the page be bare meanwhile.
  private static let changes = #"""
      const isStylesheet = (element) => element.matches('link[rel~="stylesheet" i]');
      const isOurs = (element) => element.matches('script[src="/.assay/preview.js"]');
      const isAlive = (page) => page.querySelector('base, meta[http-equiv="refresh" i], body link') !== null
        || [...page.scripts].some((s) => !isOurs(s) && (!s.type || /javascript|module|importmap/i.test(s.type)));
      const sheets = (page) => [...page.head.children].filter(isStylesheet);

      const exchangeAttributes = (old, fresh) => {
        for (const name of old.getAttributeNames()) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
        for (const name of fresh.getAttributeNames()) old.setAttribute(name, fresh.getAttribute(name));
      };

      const exchange = (fresh) => {
        const [left, top] = [scrollX, scrollY];
        const focused = document.activeElement?.id;
        exchangeAttributes(document.documentElement, fresh.documentElement);
        for (const element of [...document.head.children]) if (!isStylesheet(element)) element.remove();
        let place = document.head.firstElementChild;
        for (const element of [...fresh.head.children]) {
          if (isStylesheet(element)) place = place.nextElementSibling;
          else if (!isOurs(element)) document.head.insertBefore(document.adoptNode(element), place);
        }
        exchangeAttributes(document.body, fresh.body);
        document.body.replaceChildren(...[...fresh.body.childNodes].map((n) => document.adoptNode(n)));
        if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
        scrollTo({ left, top, behavior: 'instant' });
      };

      const update = async () => {
        try {
          const response = await fetch(location.href, { cache: 'no-store' });
          const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
          const ours = fresh.querySelector('script[src="/.assay/preview.js"]');
          const [old, now] = [sheets(document), sheets(fresh)];
          const sameSheets = old.length === now.length
            && old.every((link, i) => link.href.split('?')[0] === new URL(now[i].getAttribute('href'), location.href).href.split('?')[0]);
          if (!ours || isAlive(document) || isAlive(fresh) || !sameSheets) return reload();
          exchange(fresh);
          version = ours.dataset.version;
        } catch { reload(); }
      };

      const swapStyles = (hrefs, next) => {
        const links = [...document.querySelectorAll('link[rel~="stylesheet" i]')];
        if (links.length !== hrefs.length) return reload();
        links.forEach((link, index) => {
          const url = new URL(hrefs[index], location.href);
          if (link.getAttribute('href').split('?')[0] === hrefs[index].split('?')[0]) {
            url.searchParams.set('preview', next.slice(-12));
          }
          const fresh = link.cloneNode();
          fresh.href = url.href;
          fresh.onload = () => link.remove();
          fresh.onerror = reload;
          link.after(fresh);
        });
        version = next;
      };

    """#

  /// A browser opens few connections to one host, so pages nobody sees have none; a page that is
  /// looked at again says which version it has and is told what it missed.
  private static let connection = #"""
      let source = null;
      let failures = 0;
      const connect = () => {
        if (source || document.visibilityState === 'hidden') return;
        const page = encodeURIComponent(location.pathname);
        source = new EventSource(`/.assay/events?page=${page}&version=${encodeURIComponent(version)}`);
        source.onopen = () => { failures = 0; setStopped(false); };
        source.onerror = () => {
          disconnect();
          failures += 1;
          if (failures > 2) setStopped(true);
          setTimeout(connect, Math.min(250 * failures, 2000));
        };
        source.addEventListener('reload', reload);
        source.addEventListener('update', update);
        source.addEventListener('styles', (event) => {
          const styles = JSON.parse(event.data);
          swapStyles(styles.hrefs, styles.version);
        });
        source.addEventListener('diagnostics', (event) => show(JSON.parse(event.data)));
      };
      const disconnect = () => { if (source) source.close(); source = null; };
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'hidden') disconnect(); else connect();
      });
      addEventListener('pagehide', disconnect);
      addEventListener('pageshow', connect);

    """#

  private static let overlay = #"""
      const make = (name, attributes = {}, ...children) => {
        const element = document.createElement(name);
        for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
        element.append(...children);
        return element;
      };
      const count = (number, noun) => `${number} ${noun}${number === 1 ? '' : 's'}`;

      let host = null;
      let root = null;
      let status = null;
      let stopped = false;
      let message = null;
      const hostRoot = () => {
        if (!host) {
          host = document.createElement('assay-preview');
          root = host.attachShadow({ mode: 'open' });
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(css);
          root.adoptedStyleSheets = [sheet];
          status = make('p', { class: 'unseen', role: 'status' });
          root.append(status);
          // After the body, so that no rule of the site for the last child finds another one.
          document.documentElement.append(host);
        }
        return root;
      };
      const clear = () => root?.querySelectorAll('section, .pill').forEach((e) => e.remove());

      const excerpt = (item) => {
        const [before, inside, after] = item.source;
        const number = `${item.line} | `;
        const blank = ' '.repeat(number.length) + before.replace(/[^\t]/gu, ' ');
        const caret = '^'.repeat(Math.max(1, [...inside].length));
        return make('pre', { tabindex: '0', 'aria-label': `line ${item.line} of the source` },
          make('span', { class: 'number' }, number), before,
          inside ? make('mark', {}, inside) : '', after, '\n',
          make('span', { class: 'caret', 'aria-hidden': 'true' }, blank + caret));
      };

      const entry = (item) => {
        const entry = make('li', { class: item.severity },
          make('p', { class: 'summary' }, make('strong', {}, item.severity + ':'), ' ',
            item.summary, ' ', make('code', {}, `[${item.identifier}]`)));
        if (item.place) {
          const place = make('p', { class: 'place' }, make('code', {}, item.place));
          if (item.page && item.page !== location.pathname) {
            place.append(' ', make('a', { href: item.page }, 'go to the page'));
          }
          entry.prepend(place);
        }
        if (item.source) entry.append(excerpt(item));
        if (item.explanation) entry.append(make('p', {}, item.explanation));
        for (const note of item.notes || []) entry.append(make('p', {}, 'note: ' + note));
        if (item.hint) entry.append(make('p', { class: 'hint' }, 'hint: ' + item.hint));
        return entry;
      };

      const title = () => message.failure ? 'The build failed'
        : [message.errors && count(message.errors, 'error'),
           message.warnings && count(message.warnings, 'warning')].filter(Boolean).join(', ');

      const showPill = () => {
        clear();
        const pill = make('button', { class: 'pill', type: 'button', 'aria-expanded': 'false' }, title());
        pill.classList.toggle('bad', message.errors > 0 || Boolean(message.failure));
        pill.onclick = () => { showPanel(); root.querySelector('section button').focus(); };
        hostRoot().append(pill);
      };

      const showPanel = () => {
        clear();
        const close = make('button', { type: 'button', 'aria-label': 'Close the messages' }, '\u00d7');
        const panel = make('section', { 'aria-labelledby': 'title' },
          make('header', {}, make('h2', { id: 'title' }, title()), close));
        if (!message.published) {
          panel.append(make('p', {}, 'The page shown is that of the last good build.'));
        }
        if (message.failure) panel.append(make('pre', { tabindex: '0' }, message.failure));
        panel.append(make('ol', {}, ...message.items.map(entry)));
        if (message.left > 0) panel.append(make('p', {}, `and ${message.left} more`));
        const dismiss = () => {
          store(dismissedKey, signature());
          const hadFocus = root.activeElement !== null;
          showPill();
          if (hadFocus) root.querySelector('.pill').focus();
        };
        close.onclick = dismiss;
        panel.onkeydown = (event) => { if (event.key === 'Escape') dismiss(); };
        hostRoot().append(panel);
      };
      addEventListener('keydown', (event) => {
        if (event.key === 'Escape') root?.querySelector('section button')?.click();
      });

      const signature = () => JSON.stringify([message.failure, message.items]);
      const setStopped = (value) => {
        if (stopped === value) return;
        stopped = value;
        hostRoot();
        root.querySelector('.stopped')?.remove();
        if (value) root.append(make('p', { class: 'stopped', role: 'status' }, 'The preview has stopped.'));
      };
      const show = (next) => {
        const before = message && signature();
        message = next;
        if (!message.failure && message.items.length === 0) {
          clear();
          if (status) status.textContent = before ? 'No more errors.' : '';
          return;
        }
        if (before === signature()) return;
        hostRoot();
        status.textContent = title();
        const isBad = message.errors > 0 || message.failure;
        if (isBad && stored(dismissedKey) !== signature()) showPanel(); else showPill();
      };

    """#

  private static let ending = #"""
      const css = `
        :host { all: initial; }
        section, .pill, .stopped {
          --ink: #1b1b1f; --paper: #fff; --soft: #f3f1ec; --line: #8a8580; --bad: #b3261e; --link: #0b57d0;
          position: fixed; z-index: 2147483647; box-sizing: border-box; color: var(--ink);
          background: var(--paper); font: 15px/1.45 system-ui, sans-serif;
        }
        @media (prefers-color-scheme: dark) {
          section, .pill, .stopped {
            --ink: #ececf1; --paper: #1f1f23; --soft: #2b2b31; --line: #8f8f99; --bad: #ffb4ab; --link: #a8c7fa;
          }
        }
        section { inset: auto 0 0 0; max-height: 60vh; overflow: auto; padding: 0 1rem 1rem;
          border-top: 4px solid var(--bad); box-shadow: 0 -4px 24px #0006; }
        header { position: sticky; top: 0; display: flex; align-items: center;
          justify-content: space-between; background: var(--paper); padding: .5rem 0; }
        h2 { font-size: 1.1rem; margin: 0; }
        ol { list-style: none; margin: 0; padding: 0; }
        li { border-top: 1px solid var(--line); padding: .6rem 0; }
        p { margin: .2rem 0; overflow-wrap: anywhere; }
        .error strong { color: var(--bad); }
        pre { background: var(--soft); padding: .5rem; margin: .3rem 0; overflow-x: auto; }
        pre, code { font: 13px/1.45 ui-monospace, monospace; }
        mark { background: none; color: var(--bad); font-weight: bold; }
        .caret { color: var(--bad); }
        a { color: var(--link); }
        button { font: inherit; color: inherit; background: var(--soft); border: 1px solid var(--line);
          border-radius: 4px; min-width: 2rem; min-height: 2rem; cursor: pointer; }
        :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
        .pill { right: 1rem; bottom: 1rem; padding: .25rem .75rem; border-radius: 1rem;
          background: var(--paper); }
        .pill.bad { border-color: var(--bad); color: var(--bad); }
        .stopped { left: 1rem; bottom: 1rem; margin: 0; padding: .25rem .75rem;
          border: 1px solid var(--line); }
        .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
        @media print { section, .pill, .stopped { display: none; } }
      `;

      restoreScroll();
      connect();
    })();

    """#
}
