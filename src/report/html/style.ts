import { STYLE_PARTS } from './style-parts.ts';
import { STYLE_PRINT } from './style-print.ts';

/** Colours meet a contrast of 4.5 to 1 on every ground that they are used on, in both schemes. */
const COLOURS = `
:root{color-scheme:light dark;
--ground:#f4f6f8;--sheet:#fff;--inset:#f1f4f7;--text:#17212b;--soft:#51606f;--rule:#d5dce3;--link:#0a58a8;--focus:#0a58a8;
--critical:#8c0d27;--critical-ground:#fbe3e8;--high:#963000;--high-ground:#fdeadd;--medium:#6d4a00;--medium-ground:#faf0cf;
--low:#0a5560;--low-ground:#dff2f4;--info:#3c4b5b;--info-ground:#e7ecf1;
--pass:#0b6131;--pass-ground:#e2f4e8;--open:#6a4700;--open-ground:#fdf1cd}
@media screen and (prefers-color-scheme:dark){:root{
--ground:#0e1318;--sheet:#161d24;--inset:#1f2831;--text:#e5ebf1;--soft:#a2b1c0;--rule:#33404d;--link:#86bfff;--focus:#86bfff;
--critical:#ffb0bf;--critical-ground:#4c1020;--high:#ffbf9c;--high-ground:#46200d;--medium:#f2d488;--medium-ground:#3b2e0a;
--low:#97dce7;--low-ground:#0d353d;--info:#c4d0dc;--info-ground:#2a3642;
--pass:#8fe0ae;--pass-ground:#0f3521;--open:#f6d27a;--open-ground:#3a2d08}}
`;

const FRAME = `
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--text);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
:lang(zh) body,body:lang(zh){font-family:system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif;line-height:1.7}
code{font:.875em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Noto Sans Mono CJK SC",monospace;background:var(--inset);border-radius:.25rem;padding:.1em .3em;user-select:all;-webkit-user-select:all;box-decoration-break:clone;-webkit-box-decoration-break:clone}
a{color:var(--link);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:.2rem}
h1,h2,h3,h4,p,ul,dl,dd{margin:0}
h1,h2,h3,h4{line-height:1.3;text-wrap:pretty}
.shapes{position:absolute}
.skip{position:absolute;left:-100rem}
.skip:focus{left:.5rem;top:.5rem;z-index:2;background:var(--sheet);padding:.5rem 1rem}
.page{max-width:84rem;margin:0 auto;padding:1.25rem clamp(.75rem,3vw,2.5rem) 4rem;display:grid;gap:1.5rem 2.5rem;grid-template-columns:minmax(0,1fr)}
@media (min-width:64rem){.page{grid-template-columns:15rem minmax(0,1fr)}
.verdict{grid-column:1/-1}
.contents{position:sticky;top:1rem;align-self:start;max-height:calc(100vh - 2rem);overflow-y:auto}}
.count{color:var(--soft);font-weight:400;font-variant-numeric:tabular-nums}
.line{display:block}
.unseen{background:var(--critical-ground);color:var(--critical);border-radius:.2rem;padding:0 .2em;font:.875em ui-monospace,monospace}
.label{color:var(--soft);font-size:.8125rem;font-weight:600}
.note{color:var(--soft);font-size:.875rem}
.bad{color:var(--critical)}
.none{background:var(--sheet);border:1px solid var(--rule);border-radius:.5rem;padding:1rem 1.25rem}
`;

/** The whole style sheet. Nothing of a report stands in it. */
export const STYLE = `${COLOURS}${FRAME}${STYLE_PARTS}${STYLE_PRINT}`;

/** What the page's content policy admits. A test computes it anew. */
export const STYLE_HASH = 'sha256-h+SgitMAMAxFsA8fgmu3s300OMG2NnXb/SXq/dxk0E8=';
