import { describe, expect, it } from 'vitest';
import type { Log, Result } from 'sarif';
import { folderWith, runIn } from '../../cli/folder.ts';

const MANIFEST = `apiVersion: apps/v1
kind: Deployment
metadata: { name: ocr }
spec:
  selector: { matchLabels: { app: ocr } }
  template:
    metadata: { labels: { app: ocr } }
    spec:
      containers:
        - name: ocr
          image: paddlepaddle/paddle:latest-gpu
        - name: proxy
          image: nginx:latest
          securityContext: { privileged: true }
`;

function resultsOf(files: Readonly<Record<string, string>>): readonly Result[] {
  const { stdout } = runIn(folderWith(files), ['check', '.', '-f', 'sarif']);
  return (JSON.parse(stdout) as Log).runs[0]?.results ?? [];
}

const prints = (results: readonly Result[]): readonly unknown[] =>
  results.map(({ ruleId, partialFingerprints }) => [ruleId, partialFingerprints]).sort();
const regionOf = (result: Result | undefined): unknown => result?.locations?.[0]?.physicalLocation?.region;

describe('SARIF of the built command', () => {
  it('has fingerprints that outlive lines put in above, and no two alike', () => {
    const before = resultsOf({ 'deploy.yaml': MANIFEST });
    const after = resultsOf({
      'deploy.yaml': `# a\n# b\n\n${MANIFEST.replace('  selector', '  replicas: 2\n  selector')}`,
    });
    expect(before.length).toBeGreaterThan(5);
    expect(prints(after)).toEqual(prints(before));
    expect(new Set(before.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints))).size).toBe(
      before.length,
    );
  });

  it('points at the first character of the image name', () => {
    const pinned = resultsOf({ 'deploy.yaml': MANIFEST }).filter(({ ruleId }) => ruleId === 'PV1001');
    expect(pinned.map(regionOf)).toEqual([
      { startLine: 11, startColumn: 18 },
      { startLine: 13, startColumn: 18 },
    ]);
  });

  it('writes paths as addresses: blanks, Chinese, per cent and hash', () => {
    const [result] = resultsOf({ '部署 1%#?.yaml': MANIFEST });
    const uri = result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? '';
    expect(uri).toMatch(/^[\w%./-]+$/);
    expect(decodeURIComponent(uri)).toBe('部署 1%#?.yaml');
  });
});
