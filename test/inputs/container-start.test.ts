import { describe, expect, it } from 'vitest';
import {
  observed,
  unavailable,
  type EvidenceSet,
  type Gap,
  type Provenance,
} from '../../src/facts/evidence.ts';
import { containerStart } from '../../src/inputs/container-start.ts';
import { containerFacts } from '../checks/facts.ts';

const provenance: Provenance = { collector: 'kubernetes', source: 'deploy.yaml', digest: null };

function start(
  command: readonly string[],
  variables: Readonly<Record<string, string | null>> = {},
  gaps: readonly Gap[] = [],
): ReturnType<typeof containerStart> {
  const facts = containerFacts({ context: { command }, environment: { variables } });
  const context = facts['container.context'];
  const environment = facts['container.environment'];
  if (context === undefined || environment === undefined) throw new Error('the builder makes both');
  const evidence: EvidenceSet = {
    'container.context': observed(context, provenance, gaps),
    'container.environment': observed(environment, provenance),
  };
  return containerStart(evidence);
}

describe('what a container starts', () => {
  it('has the variables of the manifest filled in', () => {
    for (const written of ['$(MODULE)', '$MODULE', '${MODULE}'])
      expect(
        start(['python', '-m', written], { MODULE: 'paddleocr.server' })['container.command'],
      ).toMatchObject({
        value: { words: ['python', '-m', 'paddleocr.server'] },
        gaps: [],
      });
  });

  it('is open when its module is a variable that comes from elsewhere', () => {
    const found = start(['python', '-m', '$(MODULE)'], { MODULE: null });
    expect(found['container.command']).toMatchObject({ gaps: [{ what: 'what the image starts' }] });
    expect(found['container.engine']).toMatchObject({ gaps: [] });
  });

  it('is open behind hidden flags, and what runs it is not', () => {
    const hidden: Gap = { what: 'flags', why: '$OPTIONS', advice: 'write them out' };
    const other: Gap = { what: 'command', why: '$LR', advice: 'write it out' };
    const found = start(['python', 'app.py', '--lr', '$LR'], {}, [hidden, other]);
    expect(found['container.command']).toMatchObject({ gaps: [hidden] });
    expect(found['container.engine']).toMatchObject({
      value: { engine: 'kubernetes', phase: 'main' },
      gaps: [],
    });
  });

  it('is not known where the context is not', () => {
    const lost = unavailable('failed', 'no', 'mend it', provenance);
    expect(containerStart({ 'container.context': lost })).toEqual({
      'container.engine': lost,
      'container.command': lost,
    });
    expect(containerStart({})).toEqual({});
  });
});
