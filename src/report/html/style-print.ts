/** On paper: what is folded is open, what is clicked is gone, and addresses are written out. */
export const STYLE_PRINT = `
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media print{
body{background:#fff;font-size:10pt}
.page{display:block;max-width:none;padding:0}
.contents,.filter,.skip{display:none}
main>section{margin-top:1.5rem}
details::details-content{content-visibility:visible;block-size:auto}
summary{list-style:none}
.finding,.open,.waived,.verdict{break-inside:avoid;box-shadow:none}
h2,h3{break-after:avoid}
.frame{overflow:visible;border:0}
code{user-select:auto;-webkit-user-select:auto}
.badge,.unseen,.counts>div{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
@page{margin:16mm}
`;
