/** Light and dark by the reader's setting; filters work without a script; printable; readable at 320 px. */
export const STYLE = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--card:#f6f8fa;--link:#0550ae;
--critical:#82071e;--high:#b32424;--medium:#7d4e00;--low:#0b5c8a;--info:#4b535d;--good:#116329;--open:#7d4e00;--bad:#a40e26}
@media (prefers-color-scheme:dark){:root{--paper:#0d1117;--ink:#e6edf3;--soft:#9da7b1;--line:#30363d;--card:#161b22;--link:#79c0ff;
--critical:#ff938a;--high:#ff8a80;--medium:#e3b341;--low:#79c0ff;--info:#b1bac4;--good:#56d364;--open:#e3b341;--bad:#ff8a80}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:1rem;font-weight:600;color:var(--soft);margin:0 0 .25rem}
h2{font-size:1.25rem;margin:2.5rem 0 .75rem;padding-bottom:.25rem;border-bottom:1px solid var(--line)}
h3{font-size:1rem;margin:1.5rem 0 .5rem;overflow-wrap:anywhere}
a{color:var(--link)}
code,.mono{font-family:ui-monospace,"Cascadia Mono",Menlo,monospace;font-size:.875em;overflow-wrap:anywhere}
.verdict{display:flex;flex-wrap:wrap;align-items:baseline;gap:.25rem 1rem;margin:0;padding:.75rem 1rem;border:2px solid;border-radius:.5rem}
.verdict strong{font-size:1.75rem;line-height:1.2}
.pass{color:var(--good)}.fail,.error{color:var(--bad)}.incomplete{color:var(--open)}
.verdict span{color:var(--ink)}
.facts{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.15rem 1rem;margin:1rem 0;font-size:.9375rem}
.facts dt{color:var(--soft)}.facts dd{margin:0;overflow-wrap:anywhere}
fieldset{border:1px solid var(--line);border-radius:.5rem;padding:.25rem 1rem .5rem;margin:0 0 1rem;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}
legend{padding:0 .35rem;color:var(--soft);font-size:.9375rem}
label{display:inline-flex;gap:.4rem;align-items:center;padding:.2rem 0}
input{width:1.1rem;height:1.1rem;accent-color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:.2rem}
article{border:1px solid var(--line);border-left:.3rem solid var(--edge,var(--line));border-radius:.4rem;background:var(--card);padding:.6rem .9rem;margin:.6rem 0}
article p{margin:.35rem 0;overflow-wrap:anywhere}
.head{display:flex;flex-wrap:wrap;gap:.1rem .75rem;align-items:baseline;font-size:.9375rem}
.head>*{min-width:0;overflow-wrap:anywhere}
.severity{font-weight:700;color:var(--edge);white-space:nowrap}
.critical{--edge:var(--critical)}.high{--edge:var(--high)}.medium{--edge:var(--medium)}.low{--edge:var(--low)}.info{--edge:var(--info)}
.message{font-weight:600}
.soft{color:var(--soft)}
details{margin:.35rem 0}
summary{cursor:pointer;color:var(--link)}
ul{padding-left:1.25rem;margin:.35rem 0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9375rem}
th,td{text-align:left;vertical-align:top;padding:.3rem .75rem .3rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
body:has(#show-critical:not(:checked)) article.critical,body:has(#show-high:not(:checked)) article.high,
body:has(#show-medium:not(:checked)) article.medium,body:has(#show-low:not(:checked)) article.low,
body:has(#show-info:not(:checked)) article.info{display:none}
@media print{fieldset{display:none}article{break-inside:avoid}body{font-size:11pt}}
`.trim();
