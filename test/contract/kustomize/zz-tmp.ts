import fc from 'fast-check';
import { goOracle } from '/work/main/test/contract/go-oracle.ts';
import { askKustomize, renderHere } from '/work/main/test/contract/kustomize/oracle.ts';
import { overlays } from '/work/main/test/contract/kustomize/overlays.ts';
const oracle = goOracle('kustomize');
const drawn = fc.sample(overlays, { numRuns: 1000, seed: Number(process.argv[2] ?? 1) });
const theirs = await askKustomize(oracle, drawn);
let okBoth = 0, failBoth = 0; const cats = new Map<string, any[]>();
const first = (a: any, b: any, p = ''): string => {
  if (JSON.stringify(a) === JSON.stringify(b)) return '';
  if (a && b && typeof a === 'object' && typeof b === 'object') {
    for (const k of new Set([...Object.keys(a), ...Object.keys(b)])) { const r = first(a[k], b[k], p + '/' + k); if (r) return r; }
  }
  return `${p}: ours ${JSON.stringify(a)} theirs ${JSON.stringify(b)}`;
};
drawn.forEach((o, i) => {
  const ours: any = renderHere(o), t: any = theirs[i];
  if (ours.ok && t.ok) {
    if (JSON.stringify(ours.value) === JSON.stringify(t.value)) { okBoth++; return; }
    const d = first(ours.value, t.value); const k = 'DIFF ' + d.replace(/\d+/g, 'N').slice(0, 60);
    cats.set(k, [...(cats.get(k) ?? []), { o, d }]);
  } else if (!ours.ok && !t.ok) failBoth++;
  else { const k = (ours.ok ? 'THEY FAIL ' + t.error : 'WE FAIL ' + ours.error).slice(0, 110); cats.set(k, [...(cats.get(k) ?? []), { o, d: t.error ?? ours.error }]); }
});
console.log({ okBoth, failBoth });
for (const [k, v] of [...cats].sort((a, b) => b[1].length - a[1].length).slice(0, 14)) {
  const small = v.sort((x: any, y: any) => JSON.stringify(x.o).length - JSON.stringify(y.o).length)[0];
  console.log('\n##', v.length, k, '\n', String(small.d).slice(0, 400)); for (const f of ['middle/kustomization.yaml', 'part/kustomization.yaml', 'top/kustomization.yaml']) console.log('--', f, '\n' + (small.o.files[f] ?? ''));
}
