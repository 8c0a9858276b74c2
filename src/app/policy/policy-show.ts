import type { ExitCode } from '../../findings/exit-code.ts';
import type { Severity } from '../../findings/severity.ts';
import type { Streams } from '../call/deliver.ts';
import { rulesInForce, type CatalogRequest } from './rules-in-force.ts';

export interface PolicyShowCall extends CatalogRequest {
  readonly format: 'text' | 'json';
  readonly streams: Streams;
}

/** A resolved policy, and where each part of it was written. */
interface ShownPolicy {
  readonly schema: 'https://paddle-verify.dev/schemas/policy/1';
  readonly name: string;
  readonly digest: string;
  /** From the shipped policy to the team's file. */
  readonly chain: readonly string[];
  readonly failOn: Severity | 'never';
  readonly incomplete: 'deny' | 'allow';
  readonly waivers: { readonly inline: 'allow' | 'deny'; readonly count: number };
  readonly notWaivable: readonly string[];
  readonly ruleFolders: readonly string[];
  readonly rules: readonly ShownRule[];
}

interface ShownRule {
  readonly id: string;
  readonly code: string;
  readonly selected: boolean;
  readonly severity: Severity;
  readonly severityFrom: string;
  readonly required: boolean;
  readonly options: Readonly<Record<string, unknown>>;
  readonly optionsFrom: string;
  readonly selectedBy: string | null;
}

/** `paddle-verify policy show`. */
export async function runPolicyShow(call: PolicyShowCall): Promise<ExitCode> {
  const shown = await showPolicy(call);
  call.streams.stdout.write(call.format === 'json' ? `${JSON.stringify(shown, null, 2)}\n` : render(shown));
  return 0;
}

async function showPolicy(call: PolicyShowCall): Promise<ShownPolicy> {
  const { configuration, chain, rules } = await rulesInForce(call);
  const { policy, policyDigest, ruleFolders } = configuration;
  return {
    schema: 'https://paddle-verify.dev/schemas/policy/1',
    name: policy.name,
    digest: policyDigest,
    chain: chain.links.map(({ from, shipped }) => (shipped ? `${from} (shipped)` : from)),
    failOn: policy.failOn,
    incomplete: policy.incompleteAllowed ? 'allow' : 'deny',
    waivers: { inline: policy.inlineWaiversAllowed ? 'allow' : 'deny', count: policy.waivers.length },
    notWaivable: policy.notWaivable,
    ruleFolders,
    rules: rules.map(({ rule, choice, origins, inForce }) => ({
      id: rule.id,
      code: rule.code,
      selected: inForce.selected,
      severity: inForce.severity,
      severityFrom: inForce.severityFrom,
      required: inForce.required,
      options: choice?.options ?? rule.options,
      optionsFrom: origins.options,
      selectedBy: inForce.selectedBy,
    })),
  };
}

function render(shown: ShownPolicy): string {
  const { rules } = shown;
  const widest = Math.max(0, ...rules.map(({ id }) => id.length));
  const selected = rules.filter((rule) => rule.selected);
  const others = rules.filter((rule) => !rule.selected);
  const row = (rule: ShownRule): string => {
    const { severity, severityFrom, required } = rule;
    const open = required ? '' : '  not required';
    return `  ${rule.code} ${rule.id.padEnd(widest)}  ${severity.padEnd(8)} ${severityFrom}${open}`;
  };
  const lines = [
    `policy ${shown.name}`,
    `  from          ${shown.chain.join(' + ')}`,
    `  failOn        ${shown.failOn}`,
    `  incomplete    ${shown.incomplete}`,
    `  waivers       ${String(shown.waivers.count)}, inline: ${shown.waivers.inline}`,
    `  notWaivable   ${shown.notWaivable.length === 0 ? 'none' : shown.notWaivable.join(', ')}`,
    `  ruleFolders   ${shown.ruleFolders.length === 0 ? 'none' : shown.ruleFolders.join(', ')}`,
    `  digest        ${shown.digest}`,
    '',
    `${String(selected.length)} rules selected (severity, and where it was written)`,
    ...selected.flatMap((rule) => [row(rule), ...optionLines(rule)]),
    ...(others.length === 0 ? [] : ['', `${String(others.length)} rules not selected`]),
    ...others.map(({ code, id, selectedBy }) => `  ${code} ${id.padEnd(widest)}  ${selectedBy ?? ''}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** Only options that a policy changed: the defaults are what `explain` prints. */
function optionLines({ options, optionsFrom }: ShownRule): readonly string[] {
  if (optionsFrom === 'shipped' || optionsFrom === 'team rule') return [];
  return [`         options ${JSON.stringify(options)}  ${optionsFrom}`];
}
