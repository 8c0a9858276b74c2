const VERDICT = `
.verdict{--tone:var(--critical);--tone-ground:var(--critical-ground);background:var(--sheet);border:1px solid var(--rule);border-top:.375rem solid var(--tone);border-radius:.5rem;padding:1.25rem clamp(1rem,3vw,2rem) 1.5rem}
.verdict.pass{--tone:var(--pass);--tone-ground:var(--pass-ground)}
.verdict.incomplete{--tone:var(--open);--tone-ground:var(--open-ground)}
.product{font-weight:600;font-size:.9375rem}
.product span{font-weight:400;color:var(--soft);margin-inline-start:.5rem}
.decision{display:flex;align-items:center;gap:.75rem;margin:1rem 0 .5rem;color:var(--tone)}
.decision h1{font-size:clamp(1.75rem,6vw,2.5rem);line-height:1.1;letter-spacing:-.01em}
.because{font-size:1.0625rem;max-width:60rem}
.summary{color:var(--soft);margin-top:.25rem}
.counts{display:flex;flex-wrap:wrap;gap:.5rem;margin:1.25rem 0}
.counts>div{display:flex;flex-direction:column-reverse;min-width:6.5rem;padding:.5rem .75rem;background:var(--inset);border-radius:.375rem;flex:1 1 6.5rem}
.counts dt{color:var(--soft);font-size:.8125rem;line-height:1.3}
.counts dd{font-size:1.375rem;line-height:1.3;font-weight:600;font-variant-numeric:tabular-nums}
.counts .notSelected{background:none;border:1px dashed var(--rule)}
.facts{display:grid;gap:.375rem 2rem;font-size:.9375rem;grid-template-columns:minmax(0,1fr)}
.facts>div{display:grid;grid-template-columns:8rem minmax(0,1fr);gap:.75rem}
.facts dt{color:var(--soft)}
@media (max-width:30rem){.facts>div{grid-template-columns:minmax(0,1fr);gap:0}}
`;

const SHAPES = `
.shape{width:.875em;height:.875em;fill:currentColor;flex:none;vertical-align:-.08em}
.shape.big{width:2.75rem;height:2.75rem}
.cut{fill:none;stroke:var(--badge-ground,var(--sheet));stroke-width:1.8;stroke-linecap:round}
.big .cut{stroke:var(--sheet);stroke-width:3.2}
.shape .line,.line{fill:none}
symbol .line,.big .line{stroke:currentColor;stroke-width:1.6;stroke-linecap:round}
.big .line{stroke-width:2.4}
.badge{display:inline-flex;align-items:center;gap:.35em;padding:.1em .55em;border-radius:.25rem;font-size:.8125rem;font-weight:600;background:var(--badge-ground);color:var(--badge-text)}
.critical{--badge-ground:var(--critical-ground);--badge-text:var(--critical)}
.high{--badge-ground:var(--high-ground);--badge-text:var(--high)}
.medium{--badge-ground:var(--medium-ground);--badge-text:var(--medium)}
.low{--badge-ground:var(--low-ground);--badge-text:var(--low)}
.info{--badge-ground:var(--info-ground);--badge-text:var(--info)}
.required{--badge-ground:var(--open-ground);--badge-text:var(--open)}
`;

const CONTENTS = `
.contents{font-size:.9375rem}
.contents ul{list-style:none;padding:0}
.contents a{display:block;padding:.25rem .5rem;border-radius:.25rem;color:inherit;text-decoration:none}
.contents a:hover{background:var(--inset);text-decoration:underline}
.contents .files{font-size:.875rem;line-height:1.4;margin:0 0 .5rem .5rem;border-inline-start:2px solid var(--rule)}
@media (max-width:63.99rem){.contents{background:var(--sheet);border:1px solid var(--rule);border-radius:.5rem;padding:.75rem}}
main>section{margin-bottom:3rem;scroll-margin-top:1rem}
h2{font-size:1.375rem;margin-bottom:.875rem}
h3{font-size:1.0625rem}
h4{font-size:1rem;font-weight:600}
.filter{border:0;padding:0;margin:0 0 1.5rem;display:flex;flex-wrap:wrap;gap:.5rem;min-width:0}
.filter legend{color:var(--soft);font-size:.8125rem;font-weight:600;padding:0;margin-bottom:.375rem}
.filter label{display:inline-flex;align-items:center;gap:.4em;min-height:2.25rem;padding:.25rem .75rem;border:1px solid var(--rule);border-radius:2rem;background:var(--sheet);cursor:pointer;color:var(--badge-text)}
.filter .cut{--badge-ground:var(--sheet)}
.filter input{accent-color:var(--link);margin:0;width:1rem;height:1rem}
.none-shown{display:none}
`;

const FINDING = `
.file{margin-bottom:2rem;scroll-margin-top:1rem}
.file>h3{padding-bottom:.5rem;border-bottom:2px solid var(--rule);margin-bottom:.75rem}
.finding,.open,.waived{background:var(--sheet);border:1px solid var(--rule);border-radius:.5rem;padding:.875rem clamp(.875rem,2vw,1.25rem);margin-bottom:.75rem;scroll-margin-top:1rem}
.finding:target{outline:3px solid var(--focus)}
.finding>header,.open>header,.waived>header{display:flex;flex-wrap:wrap;align-items:baseline;gap:.25rem .625rem;font-size:.875rem;margin-bottom:.375rem}
.place{font-variant-numeric:tabular-nums;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
.subject{color:var(--soft);min-width:0}
.fix{margin:.625rem 0;padding:.5rem .875rem .625rem;background:var(--inset);border-radius:.375rem}
.fix code{background:var(--sheet)}
.why{font-size:.9375rem;margin:.5rem 0;max-width:60rem}
.related{font-size:.875rem;color:var(--soft);margin-top:.375rem}
details{font-size:.875rem;margin-top:.5rem}
summary{cursor:pointer;color:var(--soft);width:fit-content;max-width:100%;padding:.125rem 0}
summary:hover{color:var(--text)}
.basis{display:grid;gap:.375rem;margin:.5rem 0}
.basis>div{display:grid;grid-template-columns:7rem minmax(0,1fr);gap:.75rem}
.basis dt{color:var(--soft)}
@media (max-width:30rem){.basis>div{grid-template-columns:minmax(0,1fr);gap:0}}
.places{list-style:none;padding:0;display:grid;gap:.375rem;font-size:.9375rem}
.waived ul,.errors,.skipped{padding-inline-start:1.25rem;font-size:.9375rem}
.waived h3,.open h3{font-size:1rem}
`;

const TABLE = `
.frame{overflow-x:auto;background:var(--sheet);border:1px solid var(--rule);border-radius:.5rem}
table{border-collapse:collapse;width:100%;font-size:.875rem;overflow-wrap:normal}
th,td{padding:.5rem .75rem;text-align:start;vertical-align:top;border-bottom:1px solid var(--rule)}
tbody tr:last-child>*{border-bottom:0}
thead th{color:var(--soft);font-size:.8125rem;white-space:nowrap}
tbody th{font-weight:400;min-width:14rem;overflow-wrap:anywhere}
tbody th .line{color:var(--soft);font-size:.8125rem}
.number{font-variant-numeric:tabular-nums}
.zero{color:var(--soft)}
`;

const ALL = ['critical', 'high', 'medium', 'low', 'info'] as const;

/** Ticked severities show; a file shows when it has one of them. Where a browser cannot look, all shows. */
const FILTER = `
@supports selector(:has(a)){
.filter~.file,.file .finding{display:none}
.filter~.none-shown{display:block}
${ALL.map((severity) => `section:has(#show-${severity}:checked) .file.has-${severity},section:has(#show-${severity}:checked) .finding.${severity}{display:block}`).join('\n')}
section:has(.filter input:checked)>.none-shown{display:none}
}
`;

export const STYLE_PARTS = `${VERDICT}${SHAPES}${CONTENTS}${FINDING}${TABLE}${FILTER}`;
