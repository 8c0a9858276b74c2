/** Longest command that is looked at: a server is started in its first words or not at all. */
const LOOKED_AT = 20_000;

/**
 * Words of a command, whether it was written as a list, as one line, or as a line inside `sh -c`. Quotes and separators
 * of the shell part words; nothing is expanded.
 */
export function wordsOf(command: readonly string[]): readonly string[] {
  return command
    .join(' ')
    .slice(0, LOOKED_AT)
    .split(/[\s;&|()"'`]+/)
    .filter((word) => word !== '');
}

/** Modules that a command runs with `python -m`. */
export function startedModules(command: readonly string[]): readonly string[] {
  const words = wordsOf(command);
  const modules: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    if (!isPython(words[index] ?? '')) continue;
    let next = index + 1;
    // Options of the interpreter that take no value may stand before -m (`python -u -m`).
    while (/^-[bBdEiIOPqsSuvx]{1,8}$/.test(words[next] ?? '')) next += 1;
    const word = words[next] ?? '';
    if (word === '-m' || /^-[bBdEiIOPqsSuvx]{1,8}m$/.test(word)) modules.push(words[next + 1] ?? '');
    else if (word.startsWith('-m')) modules.push(word.slice(2));
  }
  return modules.filter((name) => name !== '');
}

function isPython(word: string): boolean {
  return /^(?:python|pypy)(?:\d(?:\.\d{1,2})?)?$/.test(word.slice(word.lastIndexOf('/') + 1));
}

/** Whether the command installs something first, so that the image alone does not say what is there. */
export function installsFirst(command: readonly string[]): boolean {
  const words = wordsOf(command);
  return words.includes('install') || words.includes('sync');
}
