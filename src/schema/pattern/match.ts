import { parsePattern } from './parse.ts';
import { compileTree, MAX_STEPS, type Step } from './program.ts';
import { holds, isWord } from './sets.ts';
import type { PatternProblem } from './tree.ts';

/** Longer texts match nothing: no name or label that we know of is this long. */
const MAX_TEXT = 4_096;

export type CompiledPattern =
  | { readonly ok: true; readonly matches: (text: string) => boolean }
  | { readonly ok: false; readonly problem: PatternProblem };

const compiled = new Map<string, CompiledPattern>();
const KEPT = 256;

/**
 * A regular expression of a team's rule. The **whole** text must match: a forgotten anchor must not let more pass. Matching
 * follows all ways at once, so it takes time by text × pattern whatever the two are, and nothing blows up.
 */
export function compilePattern(pattern: string): CompiledPattern {
  let known = compiled.get(pattern);
  if (known === undefined) {
    known = compile(pattern);
    if (compiled.size < KEPT) compiled.set(pattern, known);
  }
  return known;
}

function compile(pattern: string): CompiledPattern {
  const parsed = parsePattern(pattern);
  if (!parsed.ok) return parsed;
  const steps = compileTree(parsed.tree);
  if (steps !== null) return { ok: true, matches: (text) => run(steps, text) };
  return {
    ok: false,
    problem: {
      at: 0,
      message: `its counts, written out, make more than ${String(MAX_STEPS)} steps`,
      example: '[a-z0-9]+ instead of ([a-z0-9]{1000}){1000}',
    },
  };
}

function run(steps: readonly Step[], text: string): boolean {
  if (text.length > MAX_TEXT) return false;
  const codes = Array.from(text, (char) => char.codePointAt(0) ?? 0);
  let ways = closure(steps, [0], codes, 0);
  for (const [index, code] of codes.entries()) {
    const next = ways.filter((way) => {
      const step = steps[way];
      return step?.op === 'chars' && holds(step.set, code);
    });
    if (next.length === 0) return false;
    ways = closure(
      steps,
      next.map((way) => way + 1),
      codes,
      index + 1,
    );
  }
  return ways.some((way) => steps[way]?.op === 'accept');
}

/** Every step that can be reached without reading a character. Each is visited once. */
function closure(
  steps: readonly Step[],
  from: readonly number[],
  codes: readonly number[],
  index: number,
): readonly number[] {
  const seen = new Set<number>();
  const open = [...from];
  for (let way = open.pop(); way !== undefined; way = open.pop()) {
    if (seen.has(way)) continue;
    seen.add(way);
    const step = steps[way];
    if (step?.op === 'fork') open.push(...step.to);
    else if (step?.op === 'edge' && atEdge(step.edge, codes, index)) open.push(way + 1);
  }
  return [...seen];
}

function atEdge(
  edge: 'start' | 'end' | 'word' | 'no-word',
  codes: readonly number[],
  index: number,
): boolean {
  if (edge === 'start') return index === 0;
  if (edge === 'end') return index === codes.length;
  const border = isWord(codes[index - 1]) !== isWord(codes[index]);
  return border === (edge === 'word');
}
