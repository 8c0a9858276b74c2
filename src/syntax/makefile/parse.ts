/** What make sees in a Makefile, as far as recipes and their variables go. Offsets count from the start of the text. */
export interface MakeVariable {
  readonly name: string;
  readonly operator: '=' | ':=' | '?=' | '+=' | '!=' | 'define';
  readonly value: string;
  readonly line: number;
  /** Inside ifeq/ifdef, or for one target only. */
  readonly conditional: boolean;
}

export interface MakeRecipe {
  /** The targets as written. */
  readonly target: string;
  /** One entry a logical line: start and end in the text, prefix tab and `@-+` excluded. */
  readonly lines: readonly { readonly start: number; readonly end: number }[];
}

export interface Makefile {
  readonly variables: readonly MakeVariable[];
  readonly recipes: readonly MakeRecipe[];
  /** Lines with `include`. */
  readonly includes: readonly { readonly line: number; readonly text: string }[];
  readonly oneShell: boolean;
}

const ASSIGNMENT =
  /^((?:(?:export|override|private|unexport)[ \t]+){0,3})([^\s:#=+?!$()]+)[ \t]*(:::=|::=|:=|\?=|\+=|!=|=)[ \t]*/;
const DEFINE = /^(?:(?:override|export)[ \t]+){0,2}define[ \t]+([^\s:#=+?!]+)/;
const CONDITION = /^(ifeq|ifneq|ifdef|ifndef|else|endif)\b/;
const INCLUDE = /^[-s]?include[ \t]+(.*)$/;
const PREFIXES = /^[@+\- \t]{0,50}/;

interface State {
  readonly text: string;
  readonly variables: MakeVariable[];
  readonly recipes: { target: string; lines: { start: number; end: number }[] }[];
  readonly includes: { line: number; text: string }[];
  conditions: number;
  /** Name of the `define` that is open, and its text so far. */
  define: { name: string; line: number; body: string[] } | null;
  inRule: boolean;
  oneShell: boolean;
}

/** Reads the lines of a Makefile (GNU make manual, 3.7). Linear, never throws; what it does not know it passes by. */
export function parseMakefile(text: string): Makefile {
  const state: State = {
    text, variables: [], recipes: [], includes: [], conditions: 0, define: null, inRule: false, oneShell: false,
  }; // prettier-ignore
  let line = 1;
  let start = 0;
  while (start < text.length) {
    const { end, next, lines } = logicalLine(text, start);
    readLine(state, start, end, line);
    line += lines;
    start = next;
  }
  const { variables, recipes, includes, oneShell } = state;
  return { variables, recipes, includes, oneShell };
}

/** A line with those that a backslash joins to it. */
function logicalLine(text: string, start: number): { end: number; next: number; lines: number } {
  let lines = 0;
  let from = start;
  for (;;) {
    lines++;
    const newline = text.indexOf('\n', from);
    if (newline < 0) return { end: text.length, next: text.length, lines };
    const end = text.charAt(newline - 1) === '\r' ? newline - 1 : newline;
    let slashes = 0;
    while (end - 1 - slashes >= from && text.charAt(end - 1 - slashes) === '\\') slashes++;
    if (slashes % 2 === 0) return { end: Math.max(end, start), next: newline + 1, lines };
    from = newline + 1;
  }
}

function readLine(state: State, start: number, end: number, line: number): void {
  const { text } = state;
  if (state.define !== null) {
    readDefine(state, state.define, text.slice(start, end));
    return;
  }
  if (text.charAt(start) === '\t' && state.inRule) {
    pushRecipe(state, start + 1, end);
    return;
  }
  const content = text
    .slice(start, end)
    .replace(/\\\r?\n[ \t]*/g, ' ')
    .trimStart();
  if (content === '' || content.startsWith('#')) return;
  readDirective(state, content, line, start, end);
}

function readDirective(state: State, content: string, line: number, start: number, end: number): void {
  const condition = CONDITION.exec(content)?.[1];
  if (condition !== undefined) {
    if (condition === 'endif') state.conditions = Math.max(state.conditions - 1, 0);
    else if (condition !== 'else') state.conditions++;
    return;
  }
  const define = DEFINE.exec(content)?.[1];
  if (define !== undefined) {
    state.define = { name: define, line, body: [] };
    return;
  }
  const included = INCLUDE.exec(content)?.[1];
  if (included !== undefined) {
    state.includes.push({ line, text: included });
    return;
  }
  if (content.startsWith('.ONESHELL')) state.oneShell = true;
  if (readAssignment(state, content, line, state.conditions > 0)) state.inRule = false;
  else readRule(state, content, line, start, end);
}

function readAssignment(state: State, content: string, line: number, conditional: boolean): boolean {
  const found = ASSIGNMENT.exec(content);
  if (found === null) return false;
  const name = found[2] ?? '';
  const value = withoutComment(content.slice(found[0].length));
  const written = found[3] ?? '=';
  const operator = written.endsWith(':=') || written === ':=' || written.startsWith('::') ? ':=' : written;
  state.variables.push({ name, operator: operator as MakeVariable['operator'], value, line, conditional });
  return true;
}

function withoutComment(text: string): string {
  const at = text.search(/(?:^|[^\\])#/);
  return (at < 0 ? text : text.slice(0, text.charAt(at) === '#' ? at : at + 1)).trimEnd();
}

/** `targets: prerequisites [; recipe]`, or a variable for these targets alone. */
function readRule(state: State, content: string, line: number, start: number, end: number): void {
  const colon = content.indexOf(':');
  state.inRule = colon >= 0;
  if (colon < 0) return;
  const target = content.slice(0, colon).trim().slice(0, 200);
  const behind = content
    .slice(colon + 1)
    .replace(/^:/, '')
    .trimStart();
  if (readAssignment(state, behind, line, true)) return;
  state.recipes.push({ target, lines: [] });
  const semicolon = state.text.indexOf(';', start);
  if (behind.includes(';') && semicolon >= 0 && semicolon < end) pushRecipe(state, semicolon + 1, end);
}

function pushRecipe(state: State, start: number, end: number): void {
  const prefix = PREFIXES.exec(state.text.slice(start, Math.min(end, start + 60)))?.[0].length ?? 0;
  state.recipes.at(-1)?.lines.push({ start: Math.min(start + prefix, end), end });
}

function readDefine(state: State, define: NonNullable<State['define']>, content: string): void {
  if (content.trimStart().startsWith('endef')) {
    const { name, line, body } = define;
    const value = body.join('\n');
    state.variables.push({ name, operator: 'define', value, line, conditional: state.conditions > 0 });
    state.define = null;
  } else define.body.push(content);
}
