import type { ExitCode } from '../../findings/exit-code.ts';
import {
  renderRuleMarkdown,
  renderRuleTable,
  type RuleRow,
  type RuleTable,
} from '../../report/rule-table.ts';
import type { Streams } from '../call/deliver.ts';
import { didYouMean } from '../call/did-you-mean.ts';
import { rulesInForce, type CatalogRequest } from './rules-in-force.ts';
import { UsageError } from '../call/usage-error.ts';

export interface RulesListCall extends CatalogRequest {
  /** Only these families; all when empty. */
  readonly families: readonly string[];
  readonly format: 'text' | 'json' | 'markdown';
  readonly streams: Streams;
}

/** `paddle-verify rules list`. */
export async function runRulesList(call: RulesListCall): Promise<ExitCode> {
  const table = await listRules(call);
  const { format, streams } = call;
  const text =
    format === 'json'
      ? `${JSON.stringify(table, null, 2)}\n`
      : format === 'markdown'
        ? renderRuleMarkdown(table)
        : renderRuleTable(table);
  streams.stdout.write(text);
  return 0;
}

async function listRules(call: RulesListCall): Promise<RuleTable> {
  const { configuration, rules } = await rulesInForce(call);
  const rows = rules.map(({ rule, texts, inForce }): RuleRow => {
    const { id, code, level } = rule;
    const { severity, selected, required, selectedBy } = inForce;
    const team = configuration.teamRules.some((own) => own.id === id);
    return { id, code, title: texts.title, severity, level, selected, required, selectedBy, team };
  });
  const families = [...new Set(rows.map(({ id }) => familyOf(id)))];
  for (const family of call.families) {
    if (families.includes(family)) continue;
    throw new UsageError(`there is no family of rules "${family}"`, [
      ...didYouMean(family, families),
      `expected: one of ${families.join(', ')}`,
    ]);
  }
  return {
    schema: 'https://paddle-verify.dev/schemas/rules/1',
    policy: configuration.policy.name,
    language: call.language,
    rules: call.families.length === 0 ? rows : rows.filter(({ id }) => call.families.includes(familyOf(id))),
  };
}

function familyOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}
