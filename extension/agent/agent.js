// The page agent: hands and eyes, no thought. It finds a surface that `sites.js` describes, mounts Baton's frame
// beside it, and carries out the orders that reach it on one proven port. The contract is in ARCHITECTURE.md.
//
// Two things look odd and are meant:
// * Nothing in the page marks our host element (neutral tag, no id, no class, no attribute but style): a mark would let any
//   page recognise Baton. So a new agent cannot tidy up after an old one; an orphan notices that its extension is
//   gone (`alive`, asked in every scan and every second while a card is shown) and tidies up itself. In the same world the newest wins.
// * A click inside our frame never reaches the page: events do not bubble out of a frame and a frame gets the focus without a
//   `focusin` in the page; the page sees `blur` of its own field at most. What does arrive at the host element itself is stopped there.
(() => {
  'use strict';
  const api = globalThis.browser ?? globalThis.chrome;
  const sites = globalThis.__batonSites;
  globalThis.__batonStop?.();
  if (!api?.runtime?.id || !sites) return;

  const doc = document, now = () => performance.now();
  const sleep = ms => new Promise(done => setTimeout(done, ms));
  const alive = () => { try { return !!api.runtime?.id; } catch { return false; } };
  const all = (scope, css) => css === ':scope' ? [scope] : [...scope.querySelectorAll(css)];
  const shown = e => e.getClientRects().length > 0 && getComputedStyle(e).visibility === 'visible';
  const box = e => e.getBoundingClientRect();
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom && b.width > 0 && b.height > 0;
  // a blank window opened by a page has no host name, but it keeps its opener's origin
  const hostname = (() => { try { return new URL(globalThis.origin).hostname; } catch { return location.hostname; } })();

  // ---- reading

  const READ = /^(value|text|flow|checked|present|attr:[\w-]+|after:[\w-]+)$/;
  // values nobody should hold: passwords and payment details
  const secret = e => e.type === 'password' || /(^|\s)cc-|-password/.test(e.autocomplete ?? '');
  const BLOCK = new Set(('ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DIV DL DT FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV ' +
    'OL P PRE SECTION TABLE TBODY TD TH THEAD TR UL').split(' '));

  // An editable's text, one line per block or break, and where in the DOM each piece of it stands: `spots` holds
  // {at: first UTF-16 unit, node, off, len}, len 0 for an empty line (the place before its BR).
  const flatten = root => {
    const pre = /pre|break/.test(getComputedStyle(root).whiteSpace);
    const spots = [];
    let text = '', used = false, due = false; // used: the current line holds something; due: a line break comes before the next thing
    const flush = () => { if (due) text += '\n'; due = false; };
    const edge = () => { if (used) { due = true; used = false; } };
    const walk = node => {
      for (let i = 0, kid; (kid = node.childNodes[i]); i++) {
        if (kid.nodeType === 3) {
          const parts = pre ? kid.data.split(/(\n)/) : [kid.data];
          let off = 0;
          for (const raw of parts) {
            const part = pre ? raw : raw.replace(/[\t\n\r]/g, ' ');
            if (raw === '\n' && pre) {
              flush(); used = due = true;
              spots.push({ at: text.length, node: kid, off, len: 0 });
            } else if (part && (pre || used || /[^ ]/.test(part))) {
              flush(); used = true;
              spots.push({ at: text.length, node: kid, off, len: part.length });
              text += part;
            }
            off += raw.length;
          }
        } else if (kid.nodeName === 'BR') {
          flush();
          spots.push({ at: text.length, node, off: i, len: 0 });
          used = due = true;
        } else if (kid.nodeType === 1 && kid.nodeName !== 'STYLE' && kid.nodeName !== 'SCRIPT') {
          const block = BLOCK.has(kid.nodeName);
          if (block) edge();
          walk(kid);
          if (block) edge();
        }
      }
    };
    walk(root);
    return { text, spots };
  };
  const isBox = e => e instanceof HTMLTextAreaElement || e instanceof HTMLInputElement;
  const flow = e => isBox(e) ? e.value : flatten(e).text;

  const read = (e, how) => {
    if (how === 'present') return true;
    if (how.startsWith('after:')) {
      const path = location.pathname.split('/');
      const at = path.indexOf(how.slice(6));
      return (at >= 0 && path[at + 1]) || null;
    }
    if (secret(e)) return null;
    if (how.startsWith('attr:')) return e.getAttribute(how.slice(5));
    if (how === 'checked') return e.checked ?? (e.ariaChecked === null ? null : e.ariaChecked === 'true');
    return how === 'value' ? e.value ?? null : how === 'flow' ? flow(e) : e.textContent;
  };

  const good = (v, max) => typeof v === 'string' && v.length <= max;
  const goodField = f => Array.isArray(f?.ladder) && f.ladder.length <= 16 &&
    f.ladder.every(r => good(r.select ?? '', 500) && (f.rows || READ.test(r.read))) &&
    Object.values(f.parts ?? {}).every(p => good(p.select ?? '', 500) && READ.test(p.read));

  // The elements of the first rung that holds: {rung, els, broken}.
  const hold = (field, root) => {
    const scope = field.scope === 'page' ? doc : root;
    const broken = [];
    for (const [rung, step] of field.ladder.entries()) {
      try {
        const els = step.select ? all(scope, step.select).filter(e => step.visible === false || shown(e)) : [root];
        if (els.length && (field.rows || read(els[0], step.read) !== null)) return { rung, step, els, broken };
      } catch { broken.push(rung); }
    }
    return { rung: -1, els: [], broken };
  };

  const look = (field, root) => {
    const { rung, step, els, broken } = hold(field, root);
    const out = { rung, matched: els.length };
    if (broken.length) out.broken = broken;
    if (field.rows) {
      out.rows = els.slice(0, 1000).map(e => {
        const row = {};
        for (const [name, p] of Object.entries(field.parts ?? {})) {
          try {
            const at = p.select ? e.querySelector(p.select) : e;
            row[name] = at ? read(at, p.read) : p.read === 'present' ? false : null;
          } catch { row[name] = null; }
        }
        return row;
      });
    } else {
      const v = step ? read(els[0], step.read) : null;
      out.value = typeof v === 'string' ? v.slice(0, 200000) : v;
    }
    return out;
  };

  const lookAll = (fields, root) => {
    const out = {};
    for (const [name, field] of Object.entries(fields ?? {})) if (goodField(field)) out[name] = look(field, root);
    return out;
  };

  // ---- finding

  const fits = (root, css) => (root.matches(css) && shown(root)) || all(root, css).some(shown);
  const find = () => {
    for (const site of sites) {
      if (site.hosts.length ? !site.hosts.includes(hostname) : !doc.querySelector(site.recognise)) continue;
      for (const s of site.surfaces) {
        if (s.url.length && !s.url.some(u => location.pathname.includes(u))) continue;
        for (const css of s.ladder) {
          try {
            const root = all(doc, css).find(e => shown(e) && box(e).height > 0 &&
              s.has.every(h => fits(e, h)) && !s.not.some(n => fits(e, n)));
            if (root) return { site: site.id, s, root, key: look({ ladder: s.key }, root).value };
          } catch { /* a rung this browser cannot parse: the next one may hold */ }
        }
      }
    }
    return null;
  };

  let cur = null;      // the surface in hand, see `meetSurface`
  let hushed = null;   // the surface a person closed last; also silences a draft without a key that follows it
  let lost = 0;        // when the last surface went away
  const closed = new Set();
  let timer = 0;

  const observer = new MutationObserver(() => { observer.disconnect(); plan(250); });
  const plan = ms => { clearTimeout(timer); timer = setTimeout(scan, ms); };
  const scan = () => {
    observer.disconnect();
    clearTimeout(timer);
    if (!alive()) return stop();
    if (doc.hidden) return;
    const hit = find();
    if (cur && !(hit && hit.s === cur.s && hit.key === cur.key && (hit.root === cur.root || hit.key))) leave();
    if (cur && hit) {
      if (hit.root !== cur.root) cur.adopt(hit.root); // the page drew the same event anew
    } else if (hit) meetSurface(hit);
    observer.observe(doc, { subtree: true, childList: true, attributes: true,
      attributeFilter: ['style', 'data-viewfamily', 'aria-hidden', 'hidden'] });
  };
  const leave = () => {
    lost = now();
    cur.port?.postMessage({ say: 'surface_gone' });
    cur.end();
    cur = null;
  };
  const silenced = hit => {
    if (hushed && lost && now() - lost > 3000) hushed = null;
    return closed.has(hit.s.id + ' ' + hit.key) ||
      (hushed && (hushed.s !== hit.s || !hit.key || hit.key === hushed.key));
  };

  // ---- one surface: its card, its port, its orders

  const meetSurface = hit => {
    const me = cur = { ...hit, port: null };
    const off = new AbortController();
    const listen = (target, names, run) => {
      for (const name of names.split(' ')) target.addEventListener(name, run, { capture: true, passive: true, signal: off.signal });
    };
    let host, frame, place, height = 0, spot = '', set = null, tampered = -1e9, back = null, raf = 0, removals = 0, polling = 0;

    // -- mounting

    const ask = async () => {
      let reply;
      try {
        reply = await api.runtime.sendMessage({ say: 'surface', site: me.site, surface: me.s.id, key: me.key, url: location.href });
      } catch { if (!alive()) stop(); }
      const m = reply?.mount;
      if (cur === me && /^(panel|guest)\.html$/.test(m?.page) && good(m.session, 200) && m.frame_token && m.agent_token) mount(m);
    };

    const mount = m => {
      place = m.place ?? me.s.place;
      host = doc.createElement('div');
      frame = doc.createElement('iframe');
      const src = api.runtime.getURL(m.page);
      // with a dynamic URL the frame still has the extension's own origin
      const origin = src.startsWith('chrome') ? 'chrome-extension://' + api.runtime.id : new URL(src).origin;
      frame.src = src;
      frame.title = 'Baton';
      frame.allow = 'clipboard-write';
      // the same scheme as the card's own page, else the browser paints white behind it
      frame.style.cssText = 'border:0;width:100%;height:100%;display:block;background:none;color-scheme:light dark';
      height = 0;
      paint();
      host.attachShadow({ mode: 'closed' }).append(frame);
      for (const name of ('pointerdown pointerup mousedown mouseup touchstart touchend click dblclick contextmenu wheel ' +
        'keydown keypress keyup focusin focusout').split(' ')) {
        host.addEventListener(name, e => e.stopPropagation(), { signal: off.signal });
      }
      host.addEventListener('pointerenter', () => { polling ||= setInterval(watchOver, 100); });
      host.addEventListener('pointerleave', () => { clearInterval(polling); polling = 0; });
      frame.addEventListener('load', () => {
        if (me.port) return again(); // loaded a second time: its token is spent
        const { port1, port2 } = new MessageChannel();
        me.port = port1;
        let proven = false;
        port1.onmessage = ({ data }) => {
          if (cur !== me || me.port !== port1) return;
          if (!alive()) return stop();
          if (proven) return obey(data);
          if (data?.do === 'prove' && data.token === m.agent_token) proven = true;
          else { port1.close(); }
        };
        frame.contentWindow.postMessage({ baton: 1, session: m.session, token: m.frame_token }, origin, [port2]);
      }, { signal: off.signal });
      guard.observe(host, { attributes: true });
      doc.documentElement.append(host);
    };

    const unmount = () => {
      clearInterval(polling); polling = 0;
      guard.disconnect(); quietStop();
      me.port?.close();
      me.port = null;
      host?.remove();
      host = null;
    };
    const again = () => {
      unmount();
      const turn = removals++;
      if (turn < 5) return setTimeout(() => { if (cur === me) ask(); }, 250 * 2 ** turn);
      api.runtime.sendMessage({ say: 'fought_off', site: me.site, surface: me.s.id }).catch(() => {});
    };

    // -- standing where it was put

    const paint = () => {
      guard.disconnect();
      const r = set ?? { left: 0, top: 0, width: Math.min(336, innerWidth - 16), height: 100 };
      host.style.cssText = ('all:initial;position:fixed;display:block;z-index:2147483647;margin:0;padding:0;border:0;' +
        `left:${r.left}px;top:${r.top}px;width:${r.width}px;height:${r.height}px;` + (height ? '' : 'visibility:hidden;pointer-events:none'))
        .replace(/;|$/g, '!important;');
      guard.observe(host, { attributes: true });
    };
    const guard = new MutationObserver(() => { if (host) { tampered = now(); paint(); } });

    const dock = () => {
      raf = 0;
      if (!host || !height) return;
      const w = Math.min(336, innerWidth - 16), h = Math.min(height, innerHeight - 16), r = box(me.root);
      const right = innerWidth - w - 8, low = innerHeight - h - 8;
      const fit = (v, max) => Math.round(Math.max(8, Math.min(v, max)));
      const spots = {
        right: [r.right + 8, r.top], left: [r.left - w - 8, r.top], below: [r.right - w, r.bottom + 8],
        corner: [right, low], top: [right, 8], middle: [right, low / 2], far: [8, low],
      };
      const controls = all(me.root, 'input,textarea,select,button,a,[contenteditable=true],[role=button],[role=checkbox],[role=combobox]')
        .slice(0, 300).map(box);
      let best = null;
      for (const name of [place, ...Object.keys(spots)]) {
        if (!spots[name]) continue;
        const left = fit(spots[name][0], right), top = fit(spots[name][1], low);
        const at = { left, top, width: w, height: h, right: left + w, bottom: top + h, name };
        at.cost = controls.filter(c => meet(at, c)).length - (name === spot ? 1.5 : 0); // stay, unless another place is clearly better
        if (!best || at.cost < best.cost) best = at;
      }
      spot = best.name;
      if (!set || ['left', 'top', 'width', 'height'].some(k => set[k] !== best[k])) { set = best; paint(); }
    };
    const redock = () => { raf ||= requestAnimationFrame(dock); };
    const sized = new ResizeObserver(redock);

    const intact = () => {
      if (!host || host.parentNode !== doc.documentElement || !height || !set) return false;
      const r = box(host);
      for (let e = host; (e = e.nextElementSibling);) if (meet(r, box(e))) return false;
      for (const e of all(doc, ':modal,:popover-open,:fullscreen')) if (meet(r, box(e))) return false;
      for (const e of [host, doc.documentElement]) {
        const c = getComputedStyle(e);
        if (c.opacity !== '1' || c.visibility !== 'visible' || c.pointerEvents === 'none' || c.mixBlendMode !== 'normal' || (c.zoom ?? '1') !== '1' ||
          [c.transform, c.translate, c.scale, c.rotate, c.filter, c.clipPath, c.maskImage].some(v => v !== 'none')) return false;
      }
      if (['left', 'top', 'width', 'height'].some(k => Math.abs(r[k] - set[k]) > 1)) return false;
      return [[.5, .5], [.1, .1], [.9, .1], [.1, .9], [.9, .9]]
        .every(([x, y]) => doc.elementFromPoint(r.left + r.width * x, r.top + r.height * y) === host);
    };
    const watchOver = () => { if (!intact()) tampered = now(); };
    const exposed = () => { watchOver(); return now() - tampered > 500; };

    // -- following

    let follow = null, sent = '', quiet = 0;
    const inside = new MutationObserver(() => { inside.disconnect(); quiet ||= setTimeout(tell, follow?.settle ?? 400); });
    const quietStop = () => { inside.disconnect(); clearTimeout(quiet); quiet = 0; follow = null; };
    const tell = () => {
      clearTimeout(quiet); quiet = 0;
      if (!follow || cur !== me) return;
      if (!alive()) return stop();
      const data = { url: location.href, fields: lookAll(follow.fields, me.root) };
      const print = JSON.stringify(data);
      if (print !== sent) { sent = print; me.port?.postMessage({ say: 'values', ...data }); }
      inside.observe(me.root, { subtree: true, childList: true, characterData: true, attributes: true });
    };
    listen(doc, 'input change', () => { if (follow) { clearTimeout(quiet); quiet = setTimeout(tell, follow.settle); } });

    // -- acting

    const one = field => {
      if (!goodField(field)) return { why: 'not_allowed' };
      const { els } = hold(field, me.root);
      return els.length === 1 ? { e: els[0] } : { why: els.length ? 'ambiguous' : 'missing' };
    };
    const click = e => {
      if (e.closest('a[href]') || /^(submit|image|reset)$/.test(e.getAttribute('type')) || (e.form && e.type === 'submit')) return false;
      for (const [kind, name] of [[PointerEvent, 'pointerdown'], [MouseEvent, 'mousedown'], [PointerEvent, 'pointerup'], [MouseEvent, 'mouseup']]) {
        e.dispatchEvent(new kind(name, { bubbles: true, cancelable: true, composed: true, view: null }));
      }
      e.click();
      return true;
    };
    const press = ({ field }) => {
      const { e, why } = one(field);
      return why ? { why } : click(e) ? {} : { why: 'not_allowed' };
    };

    const select = (e, start, end) => {
      if (isBox(e)) return e.setSelectionRange(start, end);
      const { text, spots } = flatten(e);
      // a range starts at the last place that has this offset (the head of the next line) and ends at the first one
      const held = at => spots.filter(s => s.at <= at && at <= s.at + s.len);
      const spot = (s, at) => s ? [s.node, s.off + at - s.at] : [e, text ? e.childNodes.length : 0];
      const from = held(start), to = held(end);
      getSelection().setBaseAndExtent(...spot(start === end ? from[0] : from[from.length - 1], start), ...spot(to[0], end));
    };
    const type = (e, { start, end, insert }, want) => {
      const before = flow(e);
      let done = false;
      try {
        select(e, start, end);
        done = start === end && !insert || doc.execCommand(insert ? 'insertText' : 'delete', false, insert);
      } catch { /* an input kind without a selection */ }
      if (isBox(e) && (!done || e.value === before)) {
        Object.getOwnPropertyDescriptor(Object.getPrototypeOf(e), 'value').set.call(e, want);
        for (const name of ['input', 'change']) e.dispatchEvent(new Event(name, { bubbles: true }));
      }
    };
    const squash = s => s.replace(/\s+/g, ' ').trim();
    const write = async ({ field, edit }) => {
      if (!goodField(field) || !field.write || !Number.isInteger(edit?.start) || !Number.isInteger(edit.end) || edit.start > edit.end ||
        !good(edit.insert, 100000) || !good(edit.expect, 200000)) return { why: 'not_allowed' };
      const { before = [], after = [], wait_ms = 0, blur } = field.write;
      let at = one(field);
      for (const css of before) {
        if (at.why !== 'missing') break;
        const door = all(field.scope === 'page' ? doc : me.root, css).filter(shown);
        if (door.length !== 1 || !click(door[0])) continue;
        for (let i = 0; i < 10 && (at = one(field)).why === 'missing'; i++) await sleep(100);
      }
      if (at.why) return at;
      let e = at.e;
      if (secret(e) || !(isBox(e) ? !e.readOnly && !e.disabled : e.isContentEditable)) return { why: 'not_allowed' };
      const old = flow(e);
      if (old !== edit.expect) return { why: 'changed', text: old };
      const want = old.slice(0, edit.start) + edit.insert + old.slice(edit.end);
      const hadFocus = doc.activeElement === host;
      let text;
      for (let turn = 0; turn < 2; turn++) { // a page that is still mounting drops the first write
        e.focus({ preventScroll: true });
        await sleep(Math.min(wait_ms, 1000));
        if (flow(e) !== old) return { why: 'changed', text: flow(e) };
        type(e, edit, want);
        for (const name of after) e.dispatchEvent(new Event(name, { bubbles: true }));
        if (blur) e.blur();
        await sleep(500);
        if (!e.isConnected) e = one(field).e ?? e;
        text = flow(e);
        if (text !== old || want === old) break;
      }
      const ok = text === want || squash(text) === squash(want);
      if (!ok && text !== old) { // half taken: back to what stood there
        e.focus({ preventScroll: true });
        doc.execCommand('undo');
        text = flow(e);
      }
      if (hadFocus && host) frame.focus();
      return ok ? { text } : { why: 'not_taken', text };
    };

    let line = Promise.resolve();
    const act = (order, run) => {
      line = line.then(async () => {
        let out;
        try {
          out = cur !== me || !me.root.isConnected ? { why: 'gone' } : !exposed() ? { why: 'covered' } : await run(order);
        } catch { out = { why: 'missing' }; }
        me.port?.postMessage({ say: 'answer', id: order.id, ok: !out.why, ...out });
      });
    };
    const obey = order => {
      switch (order?.do) {
        case 'follow':
          quietStop(); sent = '';
          follow = { fields: order.fields, settle: Math.max(50, Math.min(order.settle_ms | 0, 5000)) };
          return tell();
        case 'read':
          return me.port.postMessage({ say: 'answer', id: order.id, ok: true, url: location.href, fields: lookAll(order.fields, me.root) });
        case 'write': return act(order, write);
        case 'press': return act(order, press);
        case 'size':
          height = Math.max(1, Math.min(order.height | 0, 2000));
          return dock();
        case 'hide':
          height = 0;
          return paint();
        case 'close':
          if (me.key) closed.add(me.s.id + ' ' + me.key);
          hushed = me; lost = 0;
          unmount(); giveFocus();
          return;
        case 'focus_page': return giveFocus();
      }
    };
    const giveFocus = () => { (back?.isConnected ? back : me.root).focus?.({ preventScroll: true }); };

    // -- life

    const home = new MutationObserver(() => { if (host && !host.isConnected) again(); });
    const pulse = setInterval(() => { if (!alive()) stop(); }, 1000);
    me.adopt = root => { me.root = root; sized.disconnect(); sized.observe(root); inside.disconnect(); tell(); redock(); };
    me.end = () => {
      off.abort(); clearInterval(pulse); cancelAnimationFrame(raf);
      home.disconnect(); sized.disconnect(); unmount();
    };
    listen(doc, 'focusin', e => { if (e.target !== host) back = e.target; });
    listen(globalThis, 'scroll resize', redock);
    home.observe(doc, { childList: true });
    home.observe(doc.documentElement, { childList: true });
    sized.observe(me.root);
    back = doc.activeElement;
    if (!silenced(hit)) ask();
  };

  // ---- life

  const ears = new AbortController();
  const stop = () => {
    observer.disconnect(); clearTimeout(timer); ears.abort();
    if (cur) { cur.port?.postMessage({ say: 'orphan' }); cur.end(); cur = null; }
  };
  globalThis.__batonStop = stop;
  for (const name of ['popstate', 'hashchange']) addEventListener(name, () => plan(250), { signal: ears.signal });
  doc.addEventListener('visibilitychange', () => (doc.hidden ? observer.disconnect() : plan(0)), { signal: ears.signal });
  scan();
})();
