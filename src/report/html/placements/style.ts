const STATES = `
.state{--state:var(--info);--state-ground:var(--info-ground);--band:none;position:relative;display:inline-flex;align-items:flex-start;gap:.4em;padding:.3em .6em .3em 1rem;border-radius:.25rem;background:var(--state-ground);color:var(--state);font-size:.8125rem;line-height:1.35}
.state::before{content:"";position:absolute;inset:0 auto 0 0;width:.5rem;border-radius:.25rem 0 0 .25rem;border-inline-end:1px solid var(--state);background:var(--band)}
.state .shape{margin-top:.2em}
.state .cut{stroke:var(--state-ground)}
.state>*{min-width:0;overflow-wrap:anywhere}
.state small{display:block;font-size:.75rem}
.cannot{--state:var(--critical);--state-ground:var(--critical-ground);--band:var(--critical)}
.blocked{--state:var(--high);--state-ground:var(--high-ground);--band:repeating-linear-gradient(0deg,var(--high) 0 3px,transparent 3px 6px)}
.unknown{--state:var(--open);--state-ground:var(--open-ground);--band:radial-gradient(circle,var(--open) 1.3px,transparent 1.6px) 0 0/4px 5px}
.issue{--state:var(--medium);--state-ground:var(--medium-ground);--band:repeating-linear-gradient(-45deg,var(--medium) 0 2px,transparent 2px 5px)}
.lower{--state:var(--pass);--state-ground:var(--pass-ground);--band:repeating-linear-gradient(45deg,var(--pass) 0 1px,transparent 1px 5px)}
.runs{--state:var(--pass);--state-ground:var(--pass-ground)}
.legend{list-style:none;padding:0;margin-bottom:.75rem;display:grid;gap:.375rem 1.5rem;grid-template-columns:repeat(auto-fill,minmax(min(24rem,100%),1fr));font-size:.875rem}
.legend li{display:grid;grid-template-columns:9rem minmax(0,1fr);gap:.75rem;align-items:start}
`;

const MAP = `
.page.wide{max-width:none;grid-template-columns:minmax(0,1fr)}
.heat{max-height:85vh;overflow:auto;margin-top:.5rem}
.heat table{border-collapse:separate;border-spacing:0;width:auto}
.heat th,.heat td{padding:.25rem;border-bottom:1px solid var(--rule)}
.heat thead th{position:sticky;top:0;z-index:1;background:var(--sheet);vertical-align:bottom;white-space:normal;min-width:8rem;max-width:14rem;padding:.5rem .25rem;overflow-wrap:anywhere}
.heat thead th b{color:var(--text)}
.heat thead .line{font-weight:400}
.heat tbody th{position:sticky;inset-inline-start:0;z-index:1;background:var(--sheet);width:18rem;min-width:14rem;max-width:24rem;padding:.5rem .75rem;border-inline-end:1px solid var(--rule);font-size:.8125rem}
.heat thead th:first-child{position:sticky;inset-inline-start:0;z-index:2;padding-inline-start:.75rem;border-inline-end:1px solid var(--rule)}
.heat td .state{display:flex;text-decoration:none;min-height:2.75rem}
.heat td .state+.state{margin-top:.25rem}
.heat a.state:hover b{text-decoration:underline}
.heat .on{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden;white-space:nowrap}
#groups table{min-width:40rem}
#groups tbody th{width:28%}
.tally .state{margin-bottom:.25rem}
.todo ul{padding-inline-start:1.1rem}
tbody th b+.line{font-size:.8125rem;color:var(--soft)}
`;

const STACKED = `
#groups table,#groups tbody,#groups tr,#groups td{display:block;min-width:0;border:0}
#groups thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
#groups tr{padding:.5rem .25rem;border-bottom:1px solid var(--rule)}
#groups tr>*{padding:.25rem .5rem}
#groups tbody th{display:block;width:auto;min-width:0;border:0}
`;

/** A table that is wider than what it stands on is a list of lists: narrow windows, and paper of any size. */
const LISTS = `
.heat{max-height:none;overflow:visible;background:none;border:0}
.heat table,.heat tbody,.heat tr,.heat td{display:block;border:0;padding:0}
.heat thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.heat tr{display:flex;flex-wrap:wrap;gap:.375rem;padding:.75rem 0;border-bottom:1px solid var(--rule);align-items:stretch}
.heat tbody th{position:static;flex:1 0 100%;display:block;width:auto;max-width:none;min-width:0;padding:0;border:0;background:none;font-size:.875rem}
.heat td{max-width:100%;min-width:0}
.heat td .state{height:100%}
.heat .on{position:static;clip-path:none;width:auto;height:auto;white-space:normal}
`;

const REASONS = `
.image{margin-bottom:2.5rem;scroll-margin-top:1rem}
.image>h3{overflow-wrap:anywhere}
.answer{background:var(--sheet);border:1px solid var(--rule);border-radius:.5rem;padding:.875rem clamp(.875rem,2vw,1.25rem);margin-top:.75rem;scroll-margin-top:1rem}
.answer:target{outline:3px solid var(--focus)}
.answer h4{display:flex;flex-wrap:wrap;gap:.375rem .75rem;align-items:center}
.answer .over{font-weight:600;min-width:0}
.machines{list-style:none;padding:0;margin:.375rem 0;font-size:.875rem;color:var(--soft);columns:24rem auto}
.answer .because{font-size:1rem;margin-top:.5rem;max-width:60rem}
.answer .warning,.answer .gate{font-size:.9375rem;margin-top:.5rem;max-width:60rem}
.answer ol{padding-inline-start:1.5rem;margin:.375rem 0;display:grid;gap:.25rem}
.source{font-size:.8125rem;white-space:nowrap}
.sources{font-size:.875rem;padding-inline-start:1.75rem}
.sources li:target{outline:3px solid var(--focus)}
`;

const PRINT = `
@media print{
.state,.state::before{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.state,.answer h4,.heat tr,tr{break-inside:avoid}
.heat td .state{border:1px solid var(--state)}
${LISTS}}
@media (forced-colors:active){.state{border:1px solid}}
`;

/** What the map has besides the style of the report. Nothing of a report stands in it. */
export const MAP_STYLE = `${STATES}${MAP}${REASONS}@media (max-width:47.99rem){${LISTS}${STACKED}}${PRINT}`;

/** What the page's content policy admits. A test computes it anew. */
export const MAP_STYLE_HASH = 'sha256-oUzHtqiGRAYETcwYkLAeurF6t1Z0k0y+80WV4IDKKOo=';
