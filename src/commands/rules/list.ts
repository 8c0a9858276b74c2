import { Flags } from '@oclif/core';
import { runRulesList } from '../../app/policy/rules-list.ts';
import { BaseCommand, catalogFlags, env, langFlag, languageOfLocale } from '../_base.ts';

export default class RulesList extends BaseCommand {
  static override summary = 'list the rules, and which of them the policy in force selects';
  static override description =
    'Prints code, id, severity under the policy in force, and the level from which the shipped policies select a rule. For a rule that is not selected: what would select it.';
  static override examples = [
    '<%= config.bin %> rules list',
    '<%= config.bin %> rules list --family tag --policy production',
    '<%= config.bin %> rules list -f json',
  ];
  static override flags = {
    ...catalogFlags,
    family: Flags.string({
      description: 'only rules of this family, such as tag or hardening',
      multiple: true,
      multipleNonGreedy: true,
      env: env('family'),
      delimiter: ',',
    }),
    format: Flags.option({
      char: 'f',
      description: 'format of the list',
      options: ['text', 'json', 'markdown'] as const,
      default: 'text' as const,
      env: env('format'),
    })(),
    lang: langFlag(),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(RulesList);
    process.exitCode = await runRulesList({
      cwd: process.cwd(),
      families: flags.family ?? [],
      format: flags.format,
      policy: flags.policy ?? null,
      config: flags.config ?? null,
      ruleFolders: flags.rules ?? [],
      language: flags.lang ?? (flags.format === 'json' ? 'en' : languageOfLocale(process.env)),
      streams: process,
    });
  }
}
