// Draws a kit.Chart: resolves colour tokens, adds the house's defaults, follows size and colour scheme.
(() => {
  const charts = new Map();
  const formatters = {
    'fn:pct': v => `${Math.round(v * 1000) / 10}\u00a0%`,
    'fn:ms': v => `${v}\u00a0ms`,
    'fn:f2': v => Number(v).toFixed(2),
    'fn:f4': v => Number(v).toFixed(4),
    'fn:cut': v => (v.length > 14 ? `${v.slice(0, 13)}…` : v),
  };
  const axis = {
    axisLine: { show: false }, axisTick: { show: false }, splitLine: { lineStyle: { color: 'var(--sw-grid)' } },
    axisLabel: { color: 'var(--sw-text-3)', fontSize: 11, hideOverlap: true },
  };
  const xAxis = { axisLine: { show: true, lineStyle: { color: 'var(--sw-line-2)' } }, splitLine: { show: false } };
  const defaults = {
    animation: false,
    textStyle: { fontFamily: 'Inter, system-ui, sans-serif', color: 'var(--sw-text)' },
    grid: { left: 8, right: 12, top: 12, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'axis', backgroundColor: 'var(--sw-raised)', borderColor: 'var(--sw-line-2)', borderWidth: 1, padding: [6, 10],
      textStyle: { color: 'var(--sw-text)', fontSize: 12 }, extraCssText: 'box-shadow:var(--sw-float);border-radius:6px',
      axisPointer: { lineStyle: { color: 'var(--sw-control-line)', type: 'solid', width: 1 } },
    },
  };
  const series = {
    line: { symbol: 'circle', symbolSize: 5, showSymbol: false, lineStyle: { width: 1.75 } },
    bar: { barMaxWidth: 18, itemStyle: { borderRadius: [2, 2, 0, 0] } },
  };

  const isPlain = o => o && typeof o === 'object' && !Array.isArray(o);
  const merge = (a, b) => {
    const merged = { ...a };
    for (const [k, v] of Object.entries(b ?? {})) merged[k] = isPlain(v) && isPlain(a[k]) ? merge(a[k], v) : v;
    return merged;
  };
  const each = (v, f) => (v === undefined ? undefined : Array.isArray(v) ? v.map(f) : f(v));

  // light-dark() resolves only in a real colour property.
  function resolver(host) {
    const probe = document.createElement('i');
    probe.style.display = 'none';
    host.appendChild(probe);
    const memo = {};
    const resolve = v => memo[v] ??= ((probe.style.color = ''), (probe.style.color = v), getComputedStyle(probe).color);
    resolve.done = () => probe.remove();
    return resolve;
  }
  function walk(o, resolve) {
    if (typeof o === 'string') return formatters[o] ?? (/^var\(--[\w-]+\)$/.test(o) ? resolve(o) : o);
    if (Array.isArray(o)) return o.map(x => walk(x, resolve));
    return isPlain(o) ? Object.fromEntries(Object.entries(o).map(([k, v]) => [k, walk(v, resolve)])) : o;
  }
  function complete(option) {
    const full = merge(defaults, option);
    full.xAxis = each(full.xAxis, a => merge(merge(axis, xAxis), a));
    full.yAxis = each(full.yAxis, a => merge(axis, a));
    full.series = each(full.series, s => merge(series[s.type] ?? {}, s));
    if (full.parallel) delete full.grid;
    return full;
  }
  function draw(c) {
    const resolve = resolver(c.el);
    const option = walk(complete(c.option), resolve);
    resolve.done();
    c.chart.setOption(option, true);
  }
  function redraw() {
    for (const [el, c] of charts) {
      if (el.isConnected) draw(c);
      else { c.chart.dispose(); c.size.disconnect(); charts.delete(el); }
    }
  }

  window.swChart = (el, json) => {
    const option = JSON.parse(json);
    const known = charts.get(el);
    if (known) { known.option = option; draw(known); known.chart.resize(); return; }
    const points = [].concat(option.series ?? []).reduce((n, s) => n + (s.data?.length ?? 0), 0);
    const chart = echarts.init(el, null, { renderer: points > 5000 ? 'canvas' : 'svg' });
    const size = new ResizeObserver(() => el.isConnected && chart.resize());
    const c = { el, option, chart, size };
    charts.set(el, c);
    if (option.group) { chart.group = option.group; echarts.connect(option.group); }
    // Labels are measured, so the font has to be there.
    document.fonts.load('11px Inter').finally(() => { if (el.isConnected) { draw(c); size.observe(el); } });
  };
  new MutationObserver(redraw).observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'theme'] });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
})();
