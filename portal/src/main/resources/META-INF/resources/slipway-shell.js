// What the shell does without asking the server: keys, the palette's arrows, drafts of long texts, words that count down.
(() => {
  const GO = { h: '', e: 'experiments', m: 'models', p: 'promotions' };
  const AFTER_G_MS = 1500;
  const LONG_AGO = -AFTER_G_MS;
  let gPressed = LONG_AGO;

  const deepTarget = event => event.composedPath()[0];
  const isField = el => el instanceof Element && (el.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName));
  const layout = () => document.querySelector('vaadin-app-layout');
  const tell = name => layout()?.dispatchEvent(new CustomEvent(name));
  const isDialogOpen = () => Boolean(document.querySelector('vaadin-dialog[opened], vaadin-confirm-dialog[opened]'));

  const go = path => {
    const link = document.createElement('a');
    link.href = path;
    link.setAttribute('router-link', '');
    link.hidden = true;
    document.body.append(link);
    link.click();
    link.remove();
  };

  const focusFilter = () => {
    const filter = document.querySelector('main [data-filter], main .sw-code');
    filter?.focus();
    return Boolean(filter);
  };

  // Rows of a grid: the grid's own arrows move, and its own box is ticked.
  const focusedGrid = () => document.activeElement?.closest('vaadin-grid');
  const focusedRow = grid => grid?.shadowRoot.activeElement?.closest('#items tr');
  const moveRow = key => {
    const grid = focusedGrid() || document.querySelector('main vaadin-grid');
    const place = focusedRow(grid) && grid.shadowRoot.activeElement;
    if (place) place.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
    else grid?.shadowRoot.querySelector('#items [tabindex="0"]')?.focus();
    return Boolean(grid);
  };
  const tickRow = () => {
    const boxes = [...(focusedRow(focusedGrid())?.querySelectorAll('slot') ?? [])]
      .flatMap(slot => slot.assignedElements())
      .map(cell => cell.querySelector('vaadin-checkbox'))
      .filter(Boolean);
    boxes[0]?.click();
    return boxes.length > 0;
  };
  const compare = () => {
    const button = document.querySelector('main [data-key="c"]');
    button?.click();
    return Boolean(button);
  };
  const ROWS = { j: () => moveRow('ArrowDown'), k: () => moveRow('ArrowUp'), x: tickRow, c: compare };

  const pressed = event => {
    if (!layout() || event.altKey || event.defaultPrevented) return false;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      if (!isDialogOpen()) tell('sw-palette');
      return true;
    }
    if (event.ctrlKey || event.metaKey || isField(deepTarget(event)) || isDialogOpen()) return false;
    if (event.key === '/') return focusFilter();
    if (event.key === '?') {
      tell('sw-keys');
      return true;
    }
    if (event.key === 'g') {
      gPressed = event.timeStamp;
      return true;
    }
    if (event.timeStamp - gPressed < AFTER_G_MS && event.key in GO) {
      gPressed = LONG_AGO;
      go(GO[event.key]);
      return true;
    }
    return ROWS[event.key]?.() ?? false;
  };
  document.addEventListener('keydown', event => {
    if (pressed(event)) event.preventDefault();
  });

  // The palette: a combobox whose list the server fills.
  const options = list => [...list.querySelectorAll('[role=option]')];
  const select = (list, option) => {
    options(list).forEach((other, n) => {
      other.id = `${list.id}-${n}`;
      other.setAttribute('aria-selected', String(other === option));
    });
    option?.scrollIntoView({ block: 'nearest' });
    const input = document.querySelector(`[aria-controls="${list.id}"]`);
    if (option) input?.setAttribute('aria-activedescendant', option.id);
    else input?.removeAttribute('aria-activedescendant');
  };
  const move = (list, step) => {
    const all = options(list);
    const now = all.findIndex(option => option.getAttribute('aria-selected') === 'true');
    if (all.length) select(list, all[(now + step + all.length) % all.length]);
  };
  const open = (list, inNewTab) => {
    const chosen = list.querySelector('[aria-selected=true]');
    if (!chosen) return;
    if (inNewTab) window.open(chosen.href, '_blank', 'noopener');
    else chosen.click();
  };
  const combobox = (field, listId) => {
    const input = field.inputElement || field.querySelector('input');
    const set = (name, value) => input.setAttribute(name, value);
    set('role', 'combobox');
    set('aria-expanded', 'true');
    set('aria-autocomplete', 'list');
    set('aria-controls', listId);
    field.addEventListener('keydown', event => {
      const list = document.getElementById(listId);
      const act = { ArrowDown: () => move(list, 1), ArrowUp: () => move(list, -1), Enter: () => open(list, event.ctrlKey) }[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    });
  };

  // Drafts: what somebody types into [data-draft] outlives a lost session. Kept in this tab only, gone once it was used.
  const draftKey = el => `slipway.draft.${el.dataset.draft}`;
  const restore = el => {
    const kept = sessionStorage.getItem(draftKey(el));
    if (!kept || el.value) return;
    el.value = kept;
    for (const name of ['input', 'change']) el.dispatchEvent(new Event(name, { bubbles: true }));
  };
  const each = (root, selector, action) => {
    if (root.matches?.(selector)) action(root);
    root.querySelectorAll?.(selector).forEach(action);
  };
  document.addEventListener('input', event => {
    const el = event.target.closest?.('[data-draft]');
    if (!el) return;
    if (el.value) sessionStorage.setItem(draftKey(el), el.value);
    else sessionStorage.removeItem(draftKey(el));
  });

  // Words that count down: the text says {} where the seconds stand.
  const countDown = el => {
    const until = Date.now() + Number(el.dataset.countdown) * 1000;
    const say = () => {
      const left = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      const words = left >= 60 ? `${Math.floor(left / 60)}\u00a0min ${left % 60}\u00a0s` : `${left}\u00a0s`;
      el.textContent = left > 0 ? el.dataset.during.replace('{}', words) : el.dataset.after;
      if (left > 0 && el.isConnected) setTimeout(say, 500);
    };
    say();
  };

  const arrived = node => {
    if (!(node instanceof Element)) return;
    each(node, '[data-draft]', el => setTimeout(() => restore(el)));
    each(node, '[data-countdown]', countDown);
  };
  new MutationObserver(changes => changes.forEach(change => {
    if (change.type === 'attributes') arrived(change.target);
    else change.addedNodes.forEach(arrived);
  })).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-draft', 'data-countdown'] });
  arrived(document.documentElement);

  window.slipway = {
    combobox,
    selectFirst: list => select(list, options(list)[0]),
    copy: text => navigator.clipboard?.writeText(text),
    forget: key => sessionStorage.removeItem(`slipway.draft.${key}`),
  };
})();
