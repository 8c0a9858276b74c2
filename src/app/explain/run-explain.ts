import type { ExitCode } from '../../findings/exit-code.ts';
import type { Explained } from '../../report/explained.ts';
import { renderExplainedMarkdown } from '../../report/explained-markdown.ts';
import { renderExplainedText } from '../../report/explained-text.ts';
import { wantsColor, type Streams } from '../call/deliver.ts';
import { explainFinding, explainRule, isFingerprint } from './explain.ts';
import type { CatalogRequest } from '../policy/rules-in-force.ts';

export interface ExplainCall extends CatalogRequest {
  /** Id or code of a rule, or (the start of) a fingerprint. */
  readonly name: string;
  /** --report, or null. */
  readonly report: string | null;
  readonly format: 'text' | 'json' | 'markdown';
  readonly streams: Streams;
}

/** `paddle-verify explain`. */
export async function runExplain(call: ExplainCall): Promise<ExitCode> {
  const { name, report, format, streams } = call;
  const explained =
    report !== null && isFingerprint(name)
      ? await explainFinding(name, report, call)
      : await explainRule(name, call);
  streams.stdout.write(render(explained, format, streams));
  return 0;
}

function render(explained: Explained, format: ExplainCall['format'], { stdout, env }: Streams): string {
  if (format === 'json') return `${JSON.stringify(explained, null, 2)}\n`;
  if (format === 'markdown') return renderExplainedMarkdown(explained);
  return renderExplainedText(explained, { color: wantsColor(stdout, env), width: stdout.columns ?? 80 });
}
