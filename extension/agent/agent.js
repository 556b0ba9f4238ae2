// The page agent: hands and eyes, no thought. It finds a surface that `sites.js` describes, mounts Baton's frame
// beside it, and carries out the orders that reach it on one proven port. The contract is in ARCHITECTURE.md.
//
// Three things look odd and are meant:
// * Nothing in the page marks our host element (neutral tag, no id, no class, no attribute but style): a mark would let any
//   page recognise Baton. So a new agent cannot tidy up after an old one; an orphan notices that its extension is
//   gone (asked in every scan and five times a second while a surface is there) and tidies up itself. In the same world the newest wins.
// * A click inside our frame never reaches the page: events do not bubble out of a frame, and a frame gets the focus without a
//   `focusin` in the page; at most the page sees its own field blur. What does arrive at the host element is stopped there.
// * Text is written with execCommand: it is the one way that fires trusted events, keeps the page's own undo, and leaves the
//   formatting around the edit alone, in both browsers.
// What a page may shadow by an element of that name (`browser`, `document.documentElement`) is never taken from the global
// scope or the document unchecked. In a frame of any page the agent does nothing: there it cannot tell what covers it.
(() => {
  'use strict';
  const api = globalThis.browser?.runtime?.getURL ? browser : chrome;
  globalThis.__batonStop?.();
  const sites = globalThis.__batonSites;
  if (!api?.runtime?.id || !sites || top !== self) return;

  const doc = document;
  const rootOf = Object.getOwnPropertyDescriptor(Document.prototype, 'documentElement').get;
  const html = () => rootOf.call(doc);
  const css = getComputedStyle;
  const now = () => performance.now();
  const sleep = ms => new Promise(done => setTimeout(done, ms));
  const alive = () => { try { return !!api.runtime.id; } catch { return false; } };
  const tell = m => api.runtime.sendMessage(m);
  const all = (scope, select) => [...scope.querySelectorAll(select)];
  const box = e => e.getBoundingClientRect();
  const shown = e => e.getClientRects().length > 0 && css(e).visibility === 'visible';
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom && b.width * b.height > 0;
  const focus = e => e.focus({ preventScroll: true });
  const fire = (e, name) => e.dispatchEvent(new Event(name, { bubbles: true }));
  const each = (names, run) => names.split(' ').forEach(run);
  const ears = new AbortController();
  const on = (target, names, run, { signal } = ears) =>
    each(names, n => target.addEventListener(n, run, { capture: true, passive: true, signal }));
  const SIDES = 'left top width height'.split(' ');
  const MOST = 2e5; // UTF-16 units of one value: no invite holds more, and a page may hold gigabytes

  // ---- reading

  // values nobody should hold: passwords and payment details
  const secret = e => e.type === 'password' || /\bcc-|-password/.test(e.autocomplete);
  const isBox = e => e.matches('input,textarea');

  // An editable's text, one line per block or break, and where in the DOM each piece of it stands: `spots` holds
  // {at: first UTF-16 unit, node, off, len}; len 0 stands for an empty line, the place before its BR.
  const flatten = root => {
    const pre = /pre|break/.test(css(root).whiteSpace);
    const spots = [];
    let text = '', used = false, due = false; // used: something stands on this line; due: a line break before the next thing
    const add = (node, off, part) => {
      if (due) text += '\n';
      due = !part;
      used = true;
      spots.push({ at: text.length, node, off, len: part.length });
      text += part;
    };
    const edge = () => { due ||= used; used = false; };
    const walk = node => node.childNodes.forEach((kid, i) => {
      if (text.length >= MOST) return;
      if (kid.nodeType === 3) {
        let off = 0;
        for (const raw of pre ? kid.data.split(/(\n)/) : [kid.data.replace(/[\t\n\r]/g, ' ')]) {
          if (raw === '\n') add(kid, off, '');
          else if (raw && (pre || used || /[^ ]/.test(raw))) add(kid, off, raw);
          off += raw.length;
        }
      } else if (kid.nodeName === 'BR') add(node, i, '');
      else if (kid.nodeType === 1) {
        const { display } = css(kid);
        const line = /^(inline|contents)/.test(display) ? () => {} : edge;
        line();
        if (display !== 'none') walk(kid);
        line();
      }
    });
    walk(root);
    return { text, spots };
  };
  const flow = e => isBox(e) ? e.value : flatten(e).text;

  const read = (e, how) => {
    const [kind, name] = how.split(':');
    switch (kind) {
      case 'present': return true;
      case 'attr': return e.getAttribute(name);
      case 'after': return location.pathname.split(name + '/')[1]?.split('/')[0] || null;
      case 'checked': return e.checked ?? (e.ariaChecked && e.ariaChecked === 'true');
    }
    return secret(e) ? null : kind === 'value' ? e.value ?? null : kind === 'flow' ? flow(e) : e.textContent;
  };

  const cut = (v, max) => v?.slice?.(0, max) ?? v;
  const good = (v, max) => typeof v === 'string' && v.length <= max;
  const goodField = f => f?.ladder?.length <= 16 && [...f.ladder, ...Object.values(f.parts ?? {})]
    .every(r => good(r.select ?? '', 500) && good(r.read ?? '', 99));

  // The field's value as the contract has it, and the elements `els` of the rung that held.
  const look = (field, root) => {
    const broken = [];
    const out = { rung: -1, matched: 0, value: null };
    let els = [];
    for (const [rung, step] of field.ladder.entries()) {
      try {
        els = step.select ? all(field.scope === 'page' ? doc : root, step.select).slice(0, 2000).filter(e => step.visible === false || shown(e)) : [root];
        const value = els.length && !field.rows ? read(els[0], step.read) : null;
        if (els.length && (field.rows || value !== null)) {
          Object.assign(out, { rung, matched: els.length, value: cut(value, MOST) });
          break;
        }
      } catch { broken.push(rung); }
      els = [];
    }
    if (broken.length) out.broken = broken;
    if (field.rows) out.rows = els.slice(0, 1000).map(e => Object.fromEntries(Object.entries(field.parts ?? {}).map(([name, part]) => {
      const at = part.select ? e.querySelector(part.select) : e;
      return [name, at ? cut(read(at, part.read), 500) : null];
    })));
    return { out, els };
  };
  const lookAll = (fields, root) => Object.fromEntries(Object.entries(fields ?? {})
    .filter(([, f]) => goodField(f)).map(([name, f]) => [name, look(f, root).out]));

  // ---- finding

  // a blank window opened by a page has no host name, but it keeps its opener's origin
  const hostname = origin.split(/[/:]+/)[1];
  const fits = (root, select) => (root.matches(select) && shown(root)) || all(root, select).some(shown);
  const find = () => {
    for (const site of sites) {
      if (site.hosts.length ? !site.hosts.includes(hostname) : !doc.querySelector(site.recognise)) continue;
      for (const s of site.surfaces) {
        if (s.url && !s.url.some(u => location.pathname.includes(u))) continue;
        for (const select of s.ladder) {
          try {
            const root = all(doc, select).find(e => shown(e) && box(e).height > 0 &&
              (s.has ?? []).every(h => fits(e, h)) && !(s.not ?? []).some(n => fits(e, n)));
            if (root) return { site: site.id, s, root, key: look({ ladder: s.key ?? [] }, root).out.value };
          } catch { /* a rung this browser cannot parse: the next one may hold */ }
        }
      }
    }
  };

  let cur = null;    // the surface in hand
  let hushed = null; // the one a person closed last; it also silences a draft without a key that follows it
  let lost = 0;      // when the last surface went away
  let timer = 0;
  const closed = new Set();

  const plan = ms => { clearTimeout(timer); timer = setTimeout(scan, ms); };
  const observer = new MutationObserver(() => { observer.disconnect(); plan(250); });
  const scan = () => {
    observer.disconnect();
    clearTimeout(timer);
    if (!alive()) return stop();
    if (doc.hidden) return;
    const hit = find();
    if (cur && (hit?.s !== cur.s || hit.key !== cur.key)) { // a new root alone: the same event, drawn anew
      lost = now();
      cur.say('surface_gone');
      cur.end();
      cur = null;
    }
    if (hit && cur) cur.adopt(hit.root);
    else if (hit) cur = serve(hit);
    observer.observe(doc, { subtree: true, childList: true, attributeFilter: ['style', 'data-viewfamily', 'aria-hidden', 'hidden'] });
  };
  const name = hit => hit.s.id + ' ' + hit.key;
  const silent = hit => {
    if (lost && now() - lost > 3000) hushed = null;
    return closed.has(name(hit)) || (hushed && (hushed.s !== hit.s || !hit.key || hit.key === hushed.key));
  };
  const stop = () => {
    observer.disconnect();
    clearTimeout(timer);
    ears.abort();
    cur?.say('orphan');
    cur?.end();
    cur = null;
  };

  // ---- one surface: its card, its port, its orders

  const serve = me => {
    const off = new AbortController();
    let host, frame, port, place, rect, spot, back = doc.activeElement;
    let height = 0, removals = 0, lifts = 0, tampered = -1e9, acted = 0, raf = 0;
    const say = (what, more) => port?.postMessage({ say: what, ...more });
    const here = () => cur === me;

    // -- mounting

    const ask = async () => {
      let reply;
      try {
        reply = await tell({ say: 'surface', site: me.site, surface: me.s.id, key: me.key, url: location.href });
      } catch { /* no answer: no card */ }
      const m = reply?.mount;
      if (here() && !host && /^(panel|guest)\.html$/.test(m?.page)) mount(m);
    };
    const mount = m => {
      place = m.place ?? me.s.place;
      host = doc.createElement('div');
      frame = doc.createElement('iframe');
      frame.src = api.runtime.getURL(m.page);
      frame.title = 'Baton';
      frame.allow = 'clipboard-write';
      // the same scheme as the card's own page, else the browser paints white behind it
      frame.style.cssText = 'border:0;width:100%;height:100%;display:block;background:none;color-scheme:light dark';
      height = 0;
      rect = { left: 0, top: 0, width: Math.min(336, innerWidth - 16), height: 99 };
      paint();
      host.attachShadow({ mode: 'closed' }).append(frame);
      on(host, 'pointerdown mousedown touchstart click wheel keydown focusin', e => e.stopPropagation());
      frame.onload = () => {
        if (port) return again(); // loaded a second time: its token is spent
        const channel = new MessageChannel();
        const mine = port = channel.port1;
        let proven = false;
        mine.onmessage = ({ data }) => {
          if (mine !== port) return;
          if (!alive()) return stop();
          if (proven) return obey(data);
          proven = data?.do === 'prove' && data.token === m.agent_token;
          if (!proven) mine.close();
        };
        // also behind a dynamic URL the frame has the extension's own origin
        const to = frame.src.startsWith('chrome') ? 'chrome-extension://' + api.runtime.id : new URL(frame.src).origin;
        frame.contentWindow.postMessage({ baton: 1, session: m.session, token: m.frame_token }, to, [channel.port2]);
      };
      html().append(host);
    };
    const unmount = () => {
      guard.disconnect();
      unfollow();
      const old = host, pipe = port;
      host = port = null;
      old?.setAttribute('style', 'display:none');
      setTimeout(() => { pipe?.close(); old?.remove(); }, 99); // the frame hears the last word
    };
    const again = () => {
      unmount();
      if (removals < 5) setTimeout(() => here() && ask(), 250 * 2 ** removals++);
      else tell({ say: 'fought_off', site: me.site, surface: me.s.id }).catch(() => {});
    };

    // -- standing where it was put

    const guard = new MutationObserver(() => { tampered = now(); paint(); });
    const paint = () => {
      guard.disconnect();
      host.style.cssText = ('all:initial;position:fixed;display:block;z-index:2147483647;border-radius:10px;overflow:hidden;box-shadow:0 0 0 1px #8885,0 6px 20px #0003;' + SIDES.map(k => `${k}:${rect[k]}px;`).join('') +
        (height ? '' : 'visibility:hidden;pointer-events:none;')).replaceAll(';', '!important;');
      guard.observe(host, { attributes: true });
    };
    const dock = byPage => {
      raf = 0;
      if (!host || !height) return;
      const width = Math.min(336, innerWidth - 16), tall = Math.min(height, innerHeight - 16), r = box(me.root);
      const x = innerWidth - width - 8, y = innerHeight - tall - 8;
      const spots = { right: [r.right + 8, r.top], left: [r.left - width - 8, r.top], corner: [x, y], top: [x, 8] };
      const controls = all(me.root, 'input,textarea,button,a,[contenteditable=true],[role=button],[role=checkbox]').slice(0, 300).map(box);
      const fit = (v, max) => Math.round(Math.max(8, Math.min(v, max)));
      let best;
      for (const name of [place, ...Object.keys(spots)].filter(n => spots[n])) {
        const left = fit(spots[name][0], x), top = fit(spots[name][1], y);
        const at = { name, left, top, width, height: tall, right: left + width, bottom: top + tall };
        at.cost = controls.filter(c => meet(at, c)).length - (name === spot ? 1.5 : 0); // it stays unless another place is clearly better
        if (!(best?.cost <= at.cost)) best = at;
      }
      spot = best.name;
      const moved = SIDES.some(k => rect[k] !== best[k]) || host.style.visibility;
      rect = best;
      // a page that slides the card under a finger; what follows on our own write does not count
      if (moved && byPage && now() - acted > 1000) tampered = now();
      if (moved) paint();
    };
    const redock = () => { raf ||= requestAnimationFrame(() => dock(1)); };
    const sized = new ResizeObserver(redock);

    // Nothing may be painted over the card: what lets the pointer through is not found by asking for points, so the top
    // layer must be empty and nothing behind the host in the tree may reach its height.
    const intact = () => {
      const root = html();
      if (host?.parentNode !== root || !height) return false;
      const r = box(host);
      for (let e = host; (e = e.nextElementSibling);) {
        const c = css(e);
        if (c.display !== 'none' && (c.position === 'static' || !(c.zIndex < 2147483647))) return false;
      }
      // :is() forgives a browser that does not know one of them
      return !doc.querySelector(':is(:modal,:popover-open,:fullscreen,:active-view-transition)') && /^(none|normal)$/.test(css(root, '::after').content) &&
        SIDES.every(k => Math.abs(r[k] - rect[k]) <= 1) &&
        [host, root].every(e => {
          const c = css(e);
          return '' + [c.opacity, c.visibility, c.pointerEvents, c.mixBlendMode, c.transformStyle, c.zoom ?? 1] === '1,visible,auto,normal,flat,1' &&
            'transform translate scale rotate filter clipPath maskImage webkitMaskBoxImageSource webkitBoxReflect'.split(' ').every(k => (c[k] ?? 'none') === 'none');
        }) &&
        [[.5, .5], [.1, .1], [.9, .1], [.1, .9], [.9, .9]].every(([i, k]) => doc.elementFromPoint(r.left + r.width * i, r.top + r.height * k) === host);
    };
    const exposed = () => {
      let ok;
      try { ok = intact(); } catch { /* the page has put something else in the place of what we ask */ }
      if (!ok) tampered = now();
      return now() - tampered > 500;
    };

    // -- following

    let follow, sent, quiet;
    const later = () => { clearTimeout(quiet); quiet = setTimeout(values, follow.settle); };
    const inside = new MutationObserver(() => { inside.disconnect(); later(); });
    const unfollow = () => { inside.disconnect(); clearTimeout(quiet); follow = sent = null; };
    const values = () => {
      if (!alive()) return stop();
      const data = { url: location.href, fields: lookAll(follow.fields, me.root) };
      const print = JSON.stringify(data);
      if (print !== sent) say('values', data);
      sent = print;
      inside.disconnect();
      inside.observe(me.root, { subtree: true, childList: true, characterData: true, attributes: true });
    };

    // -- acting

    const one = field => {
      const els = goodField(field) ? look(field, me.root).els : [];
      return els.length === 1 ? { e: els[0] } : { why: els.length ? 'ambiguous' : 'missing' };
    };
    const click = e => {
      if (e.closest('a[href]') || /^(submit|image|reset)$/i.test(e.getAttribute('type')) || (e.form && e.type === 'submit')) return 'not_allowed';
      e.click();
    };
    const press = async ({ field }) => {
      let at = one(field);
      // what the press before this one opens takes a moment
      for (let i = 0; at.why === 'missing' && i < 10; i++) { await sleep(100); at = one(field); }
      return { why: at.why ?? click(at.e) };
    };
    // A range starts at the last place with its first offset (the head of a line, not the end of the one before) and ends
    // at the first place with its last offset; `turn` 1 takes the other ones.
    const type = (e, { start, end, insert }, want, turn) => {
      const before = flow(e);
      let done;
      try {
        if (isBox(e)) e.setSelectionRange(start, end);
        else {
          const { text, spots } = flatten(e);
          const point = (at, last) => {
            const held = spots.filter(s => s.at <= at && at <= s.at + s.len);
            const s = held[last ? held.length - 1 : 0];
            return s ? [s.node, s.off + at - s.at] : [e, text ? e.childNodes.length : 0];
          };
          getSelection().setBaseAndExtent(...point(start, start < end && !turn), ...point(end, turn));
        }
        done = doc.execCommand(insert ? 'insertText' : 'delete', false, insert);
      } catch { /* an input of a kind that has no selection */ }
      if (isBox(e) && (!done || e.value === before)) {
        Object.getOwnPropertyDescriptor(Object.getPrototypeOf(e), 'value').set.call(e, want);
        fire(e, 'input');
        fire(e, 'change');
      }
    };
    const plain = s => s.replace(/\s+/g, ' ').trim();
    const write = async ({ field, edit }) => {
      if (!field?.write || !(edit?.end >= edit.start) || !good(edit.insert, 1e5)) return { why: 'not_allowed' };
      const { before = [], after = [], wait_ms = 0 } = field.write;
      let at = one(field);
      for (const select of before) {
        if (at.why !== 'missing') break;
        const doors = all(me.root, select).filter(shown);
        if (doors.length !== 1 || click(doors[0])) continue;
        for (let i = 0; i < 6 && (at = one(field)).why; i++) await sleep(100);
      }
      let { e, why } = at;
      if (why) return { why };
      if (secret(e) || (isBox(e) ? e.readOnly || e.disabled : !e.isContentEditable)) return { why: 'not_allowed' };
      const old = flow(e);
      const want = old.slice(0, edit.start) + edit.insert + old.slice(edit.end);
      if (old.length >= MOST) return { why: 'not_allowed' };
      if (old !== edit.expect) return { why: 'changed', text: old };
      if (want === old) return { text: old };
      const focused = doc.activeElement === host;
      let text, ok;
      for (let turn = 0; turn < 2 && !ok; turn++) { // a page that is still mounting drops the first write
        focus(e);
        await sleep(Math.min(wait_ms, 1000));
        text = flow(e);
        if (text !== old) { why = 'changed'; break; }
        if (!exposed()) { why = 'covered'; break; }
        type(e, edit, want, turn);
        after.forEach(n => fire(e, n));
        await sleep(500);
        if (!e.isConnected) e = one(field).e ?? e;
        text = flow(e);
        ok = plain(text) === plain(want);
        if (!ok && text !== old) { // half taken: back to what stood there
          focus(e);
          doc.execCommand('undo');
          text = flow(e);
        }
      }
      if (focused && host) frame.focus();
      return ok ? { text } : { why: why ?? 'not_taken', text };
    };

    let line = Promise.resolve();
    const act = (order, run) => {
      line = line.then(async () => {
        let out;
        acted = Infinity;
        try {
          out = !here() || !me.root.isConnected ? { why: 'gone' } : !exposed() ? { why: 'covered' } : await run(order);
        } catch { out = { why: 'missing' }; }
        acted = now();
        say('answer', { id: order.id, ok: !out.why, ...out });
      });
    };
    const giveBack = () => focus(back?.isConnected ? back : me.root);
    const obey = order => {
      switch (order?.do) {
        case 'follow':
          unfollow();
          follow = { fields: order.fields, settle: Math.max(50, Math.min(order.settle_ms | 0, 5000)) };
          return values();
        case 'read': return say('answer', { id: order.id, ok: true, url: location.href, fields: lookAll(order.fields, me.root) });
        case 'write': return act(order, write);
        case 'press': return act(order, press);
        case 'size':
          height = Math.max(1, Math.min(order.height | 0, 2000));
          return dock();
        case 'hide':
          height = 0;
          return paint();
        case 'close':
          if (me.key) closed.add(name(me));
          hushed = me;
          lost = 0;
          giveBack();
          return unmount();
      }
    };

    // -- life

    const home = new MutationObserver(() => {
      if (!host) return;
      if (!host.isConnected) again();
      // whoever else hangs something there: stay in front, where the frame survives it (Firefox loads it anew), and race nobody
      else if (host.nextElementSibling && frame.src[0] === 'c' && lifts++ < 9) html().moveBefore?.(host, null);
    });
    const pulse = setInterval(() => (alive() ? height && exposed() : stop()), 200);
    on(doc, 'input change', () => follow && later(), off);
    on(doc, 'focusin', e => { if (e.target !== host) back = e.target; }, off);
    on(globalThis, 'scroll resize', redock, off);
    home.observe(doc, { childList: true });
    home.observe(html(), { childList: true });
    sized.observe(me.root);
    if (!silent(me)) setTimeout(ask);
    return Object.assign(me, {
      say,
      adopt(root) {
        if (root === me.root) return;
        me.root = root;
        sized.disconnect();
        sized.observe(root);
        if (follow) values();
        redock();
      },
      end() {
        off.abort();
        clearInterval(pulse);
        cancelAnimationFrame(raf);
        home.disconnect();
        sized.disconnect();
        unmount();
      },
    });
  };

  // Firefox ends an old agent without a word when the extension is reloaded. What it left behind is known by the frame in its
  // closed root, which extensions alone may look into there.
  [...doc.documentElement.children].forEach(e => {
    if (e.openOrClosedShadowRoot?.querySelector('iframe')?.src.startsWith(api.runtime.getURL(''))) e.remove();
  });
  globalThis.__batonStop = stop;
  on(globalThis, 'popstate hashchange', () => plan(250));
  on(doc, 'visibilitychange', () => plan(0));
  scan();
})();
