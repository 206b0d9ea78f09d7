// What pages do beyond links and forms: theme, menu, copying, times, dialogs, tabs, choices and live parts.
// Elements say what they want by data attributes; nothing here knows a page.
(() => {
  'use strict';

  // ---- Theme: at once, before anything is drawn ----
  const root = document.documentElement;
  const stored = {
    get: (name) => { try { return localStorage.getItem(name); } catch { return null; } },
    set: (name, value) => { try { localStorage.setItem(name, value); } catch { /* a frame without storage */ } },
  };
  const theme = stored.get('theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;

  const isDark = () =>
    root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;

  const say = (text) => {
    const line = document.getElementById('said');
    if (!line) return;
    line.textContent = '';
    requestAnimationFrame(() => { line.textContent = text; });
  };

  // ---- Times: in the reader's zone; UTC stays in the title ----
  const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
  const short = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
  const units = [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];

  const distance = (seconds) => {
    const [unit, size] = units.find(([, each]) => Math.abs(seconds) >= each) ?? units[3];
    return relative.format(Math.trunc(seconds / size), unit);
  };
  const clock = (seconds) => {
    const left = Math.max(0, Math.ceil(seconds));
    const two = (n) => String(n).padStart(2, '0');
    const h = Math.floor(left / 3600);
    return (h ? h + ':' + two(Math.floor(left / 60) % 60) : Math.floor(left / 60)) + ':' + two(left % 60);
  };
  const writeTime = (element) => {
    const at = new Date(element.dateTime);
    if (Number.isNaN(at.getTime())) return;
    const seconds = (at.getTime() - Date.now()) / 1000;
    const form = element.dataset.time;
    const text = form === 'relative' ? distance(seconds)
      : form === 'countdown' ? (seconds > 0 ? 'in ' + clock(seconds) : 'now')
        : form === 'short' ? short.format(at) : full.format(at);
    if (element.textContent !== text) element.textContent = text;
  };
  const writeTimes = (inside, forms) => {
    for (const element of inside.querySelectorAll('time[data-time]')) {
      if (!forms || forms.includes(element.dataset.time)) writeTime(element);
    }
  };

  // ---- Copying ----
  const copy = async (button) => {
    const source = document.getElementById(button.dataset.copy);
    if (!source) return;
    const text = source.value ?? source.textContent;
    let done = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Over plain HTTP, or in a frame that may not: select it and use what is left.
      getSelection().selectAllChildren(source);
      done = document.execCommand('copy');
    }
    const label = button.querySelector('[data-label]') ?? button;
    const before = button.dataset.before ?? label.textContent;
    button.dataset.before = before;
    label.textContent = done ? 'Copied' : 'Press Ctrl+C';
    say(label.textContent);
    setTimeout(() => { label.textContent = before; }, 1800);
  };

  // ---- Tabs: arrows move between them, as readers of the screen expect ----
  const choose = (tab, focus) => {
    for (const each of tab.closest('[role=tablist]').querySelectorAll('[role=tab]')) {
      const chosen = each === tab;
      each.setAttribute('aria-selected', String(chosen));
      each.tabIndex = chosen ? 0 : -1;
      document.getElementById(each.getAttribute('aria-controls')).hidden = !chosen;
    }
    if (focus) tab.focus();
  };
  const moveTab = (event, tab) => {
    const all = [...tab.closest('[role=tablist]').querySelectorAll('[role=tab]')];
    const at = all.indexOf(tab);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(all[(to + all.length) % all.length], true);
  };

  // ---- Typed times: the reader's zone in fields, UTC in addresses ----
  const localTime = (utc) => {
    const at = new Date(utc + 'Z');
    return Number.isNaN(at.getTime()) ? '' : new Date(at - at.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
  };
  const utcTime = (local) => {
    const at = new Date(local);
    return Number.isNaN(at.getTime()) ? '' : at.toISOString().slice(0, 16);
  };
  document.addEventListener('formdata', (event) => {
    for (const input of event.target.querySelectorAll('input[data-utc]')) event.formData.set(input.name, utcTime(input.value));
    if (!event.target.hasAttribute('data-sparse')) return;
    // What is empty matches all: it would only make addresses long.
    for (const [name, value] of [...event.formData]) if (value === '') event.formData.delete(name);
  });

  // ---- Choosing rows: one box for all, how many are chosen, and a button that needs some ----
  // The box for all ticks those of its kind: who retries dead letters doesn't send others again.
  const belongs = (box, all) => box.dataset.choose === all.dataset.chooseAll;
  const boxes = (form) => [...form.querySelectorAll('[data-choose]')];
  const countChosen = (form) => {
    const all = boxes(form);
    const chosen = all.filter((box) => box.checked).length;
    for (const each of form.querySelectorAll('[data-chosen]')) each.textContent = chosen ? '(' + chosen + ')' : '';
    for (const each of form.querySelectorAll('[data-needs-choice]')) each.disabled = !chosen;
    for (const each of form.querySelectorAll('[data-choose-all]')) {
      const its = all.filter((box) => belongs(box, each));
      const ticked = its.filter((box) => box.checked).length;
      each.disabled = !its.length;
      each.checked = ticked > 0 && ticked === its.length;
      each.indeterminate = ticked > 0 && ticked < its.length;
    }
  };

  // ---- Live parts: replaced when they change; a hidden page lets its connection go ----
  const lives = new Set();
  const live = (element) => {
    let source = null;
    let wait = 1000;
    let held = null;
    const holds = () => element.hasAttribute('data-hold') && element.querySelector('[data-choose]:checked');
    const put = (html) => {
      // What is chosen must not move away from under the pointer.
      held = holds() ? html : null;
      element.toggleAttribute('data-held', held !== null);
      if (held !== null) return;
      if (element.contains(document.activeElement) && document.activeElement.matches('input:not([type=checkbox]), select, textarea')) return;
      const chosen = getSelection();
      if (chosen && !chosen.isCollapsed && element.contains(chosen.anchorNode)) return;
      const focused = element.contains(document.activeElement) ? document.activeElement.id : '';
      const open = [...element.querySelectorAll('details[open][id]')].map((each) => each.id);
      const ticked = [...element.querySelectorAll('input:checked[id]')].map((each) => each.id);
      htmx.swap(element, html, { swapStyle: 'innerHTML' });
      for (const id of open) document.getElementById(id)?.setAttribute('open', '');
      for (const id of ticked) { const box = document.getElementById(id); if (box) box.checked = true; }
      if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
      writeTimes(element);
      const choices = element.closest('[data-choices]');
      if (choices) countChosen(choices);
    };
    const start = () => {
      if (source || document.hidden || !element.isConnected) return;
      lives.add(part);
      source = new EventSource(element.dataset.live);
      source.addEventListener('open', () => { wait = 1000; });
      source.addEventListener('part', (event) => { element.removeAttribute('data-away'); put(event.data); });
      source.addEventListener('away', () => { element.setAttribute('data-away', ''); });
      source.addEventListener('ended', () => location.reload());
      source.onerror = () => {
        element.setAttribute('data-away', '');
        if (source && source.readyState === EventSource.CLOSED) {
          source = null;
          setTimeout(start, wait);
          wait = Math.min(wait * 2, 30000);
        }
      };
    };
    const stop = () => { source?.close(); source = null; };
    const part = { gone: () => !element.isConnected, stop, release: () => { if (held !== null && !holds()) put(held); } };
    document.addEventListener('visibilitychange', () => (document.hidden ? stop() : start()));
    addEventListener('pagehide', stop);
    start();
  };

  const ready = (inside) => {
    writeTimes(inside);
    for (const part of [...lives].filter((each) => each.gone())) {
      part.stop();
      lives.delete(part);
    }
    for (const form of document.querySelectorAll('[data-choices]')) countChosen(form);
    for (const input of inside.querySelectorAll('input[data-utc]:not([data-local])')) {
      input.dataset.local = '';
      if (input.value) input.value = localTime(input.value);
      for (const zone of input.closest('.field').querySelectorAll('[data-zone]')) zone.remove();
    }
    for (const element of inside.querySelectorAll('[data-live]:not([data-lives])')) {
      element.dataset.lives = '';
      live(element);
    }
  };

  // ---- Who is asked, by the attribute that the element has ----
  const on = (type, attribute, action) =>
    document.addEventListener(type, (event) => {
      const element = event.target instanceof Element && event.target.closest('[' + attribute + ']');
      if (element) action(element, event);
    });

  on('click', 'data-copy', copy);
  on('click', 'data-reload', () => location.reload());
  on('click', 'data-theme-switch', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    stored.set('theme', root.dataset.theme);
    say(root.dataset.theme === 'dark' ? 'Dark' : 'Light');
  });
  on('click', 'data-menu', (button) => {
    const open = document.getElementById(button.getAttribute('aria-controls')).classList.toggle('open');
    button.setAttribute('aria-expanded', String(open));
  });
  on('click', 'data-dialog', (button) => document.getElementById(button.dataset.dialog)?.showModal());
  on('click', 'data-close', (button) => button.closest('dialog').close());
  // The palette: a text field, and links to what it finds.
  document.addEventListener('keydown', (event) => {
    const palette = document.getElementById('palette');
    if (!palette) return;
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      if (palette.open) palette.close(); else palette.showModal();
      return;
    }
    if (!palette.open) return;
    const links = [...palette.querySelectorAll('a')];
    const at = links.indexOf(document.activeElement);
    const field = palette.querySelector('input');
    if (event.key === 'Enter' && document.activeElement === field) {
      event.preventDefault();
      links[0]?.click();
    } else if (event.key === 'ArrowDown' && links.length) {
      event.preventDefault();
      links[Math.min(at + 1, links.length - 1)].focus();
    } else if (event.key === 'ArrowUp') {
      event.preventDefault();
      (at > 0 ? links[at - 1] : field).focus();
    }
  });
  on('click', 'role=tab', (tab) => choose(tab, false));
  on('keydown', 'role=tab', (tab, event) => moveTab(event, tab));
  on('change', 'data-submit-on-pick', (input) => input.form.requestSubmit());
  on('change', 'data-choices', (form, event) => {
    if (event.target.matches('[data-choose-all]')) for (const box of boxes(form).filter((each) => belongs(each, event.target))) box.checked = event.target.checked;
    countChosen(form);
    for (const part of lives) part.release();
  });
  // A group's box ticks its own; its own, if all are ticked, tick the group's.
  on('change', 'data-group', (box) => {
    for (const each of document.querySelectorAll('[data-of="' + CSS.escape(box.dataset.group) + '"]')) {
      each.checked = box.checked;
      each.disabled = box.checked;
    }
  });
  // Sent once: a second click on the same button does nothing.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.hasAttribute('hx-post') || form.method === 'dialog' || form.method === 'get') return;
    if (form.dataset.sent !== undefined) { event.preventDefault(); return; }
    form.dataset.sent = '';
    event.submitter?.setAttribute('aria-disabled', 'true');
  });
  // The page comes back as it was left.
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
    for (const button of document.querySelectorAll('button[aria-disabled]')) button.removeAttribute('aria-disabled');
  });

  document.addEventListener('DOMContentLoaded', () => {
    ready(document);
    for (const box of document.querySelectorAll('[data-group]:checked')) {
      for (const each of document.querySelectorAll('[data-of="' + CSS.escape(box.dataset.group) + '"]')) {
        each.checked = true;
        each.disabled = true;
      }
    }
    setInterval(() => writeTimes(document, ['countdown']), 1000);
    setInterval(() => writeTimes(document, ['relative']), 15000);
    document.addEventListener('htmx:load', (event) => ready(event.detail.elt.parentElement ?? event.detail.elt));
  });
})();
