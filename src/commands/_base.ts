import { Command, Flags, type Interfaces } from '@oclif/core';

/** Every flag has its PADDLE_VERIFY_* variable. */
export const env = (name: string): string => `PADDLE_VERIFY_${name.toUpperCase().replaceAll('-', '_')}`;

export const langFlag = Flags.option({
  description:
    'language of texts (default: from LC_ALL or LANG; machine formats are English unless this is given)',
  options: ['en', 'zh'] as const,
  env: env('lang'),
});

export const configFlags = {
  policy: Flags.string({
    description: 'baseline, production, audit, or the path of a policy file',
    env: env('policy'),
  }),
  config: Flags.string({
    char: 'c',
    description: 'the configuration, instead of the paddle-verify.yaml found upwards',
    env: env('config'),
  }),
  'config-from': Flags.string({
    description: 'take configuration and waivers from this revision or file, not from the judged tree',
    env: env('config-from'),
  }),
  rules: Flags.string({
    description: 'a folder of further rules',
    multiple: true,
    multipleNonGreedy: true,
    env: env('rules'),
    delimiter: ',',
  }),
};

/** The flags that say which rules are in force. */
export const catalogFlags = {
  policy: configFlags.policy,
  config: configFlags.config,
  rules: configFlags.rules,
};

export abstract class BaseCommand extends Command {
  static override enableJsonFlag = false;

  /**
   * A variable holds what a repeatable flag takes one value a line, or between commas where the flag splits at them too.
   * oclif would hand the whole on as one text where the command expects a list.
   */
  protected override async parse<
    F extends Interfaces.OutputFlags<Interfaces.FlagInput>,
    B extends Interfaces.OutputFlags<Interfaces.FlagInput>,
    A extends Interfaces.OutputArgs<Interfaces.ArgInput>,
  >(options?: Interfaces.Input<F, B, A>, argv?: string[]): Promise<Interfaces.ParserOutput<F, B, A>> {
    const parsed = await super.parse(options, argv);
    const values = parsed.flags as Record<string, unknown>;
    const declared: Interfaces.FlagInput = options?.flags ?? {};
    for (const [name, flag] of Object.entries(declared)) {
      const value = values[name];
      if (flag.type !== 'option' || flag.multiple !== true || typeof value !== 'string') continue;
      values[name] = listOf(value, flag.delimiter === ',' ? /[\n,]/ : /\n/);
    }
    return parsed;
  }

  /** Parsed flags with the names that the command declares: oclif's own type would let a misspelt name through. */
  protected flagsOf<F extends Interfaces.FlagInput>(parsed: {
    flags: Interfaces.InferredFlags<F>;
  }): Interfaces.InferredFlags<F> {
    return parsed.flags;
  }
}

function listOf(text: string, separator: RegExp): readonly string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** `zh` when the user's locale is Chinese. */
export function languageOfLocale(environment: NodeJS.ProcessEnv): 'en' | 'zh' {
  const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
