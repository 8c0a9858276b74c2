import type { Gap } from '../../facts/evidence.ts';

/** Longest command that is looked at, as in servers.ts. */
const LOOKED_AT = 20_000;
const SKIPPED = /^(?:(?:\/usr)?(?:\/bin\/)?(?:sh|bash|dash|ash)|-[a-z]{1,4}|exec|--|env|[A-Za-z_]\w*=.*)$/;

/** Variables of a command (`$NAME`, `${NAME}`, and `$(NAME)` as Kubernetes has it) whose values are known are filled in; the others stay as they are written. */
export function withEnvironment(
  words: readonly string[],
  environment: ReadonlyMap<string, string>,
): readonly string[] {
  return words.map((word) =>
    word
      .slice(0, LOOKED_AT)
      .replace(
        /\$(?:\{([A-Za-z_]\w*)\}|\(([A-Za-z_]\w*)\)|([A-Za-z_]\w*))/g,
        (whole, ...names: readonly (string | undefined)[]) =>
          environment.get(names[0] ?? names[1] ?? names[2] ?? '') ?? whole,
      ),
  );
}

/** A gap when the very program, or the module or script that Python runs, is a variable without a value. */
export function startGap(command: readonly string[]): Gap | null {
  const words = command
    .join(' ')
    .slice(0, LOOKED_AT)
    .split(/[\s;&|()"']+/)
    .filter((word) => word !== '');
  const program = words.find((word) => !SKIPPED.test(word));
  const python = words.findIndex((word) => /(?:^|\/)python[0-9.]{0,5}$/.test(word));
  const operand = python < 0 ? undefined : words.slice(python + 1).find((word) => !/^-[a-zA-Z]+$/.test(word));
  const open = [program, operand].find((word) => word?.startsWith('$') === true);
  if (open === undefined) return null;
  return {
    what: 'what the image starts',
    why: `${open.slice(0, 80)} decides it, and nothing here gives it a value`,
    advice: 'write out the program and its module, or give the variable a value',
  };
}

export const inheritedStart = (base: string): Gap => ({
  what: 'what the image starts',
  why: `neither CMD nor ENTRYPOINT is written, and nothing is known of ${base.slice(0, 200)}`,
  advice: 'write CMD or ENTRYPOINT, and EXPOSE for a server',
});
