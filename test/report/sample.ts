import type { Finding, Report } from '../../src/findings/report.ts';

/** Text that tries to leave every format that it is put into. */
export const HOSTILE =
  '</script><img src=x onerror=alert(1)> "\'&]]> \u202egnp.exe\u2066 \u001b[31mred %0A::error::x | `x` [a](b) @all\u2028';

const finding: Finding = {
  rule: 'tag/is-pinned',
  code: 'PV1001',
  title: 'The image is pinned',
  severity: 'high',
  subject: { kind: 'image', id: 'deploy.yaml#Deployment/ocr/image', name: 'paddlepaddle/paddle:latest-gpu' },
  location: { path: 'deploy.yaml', line: 11, column: 18 },
  related: [{ path: 'other.yaml', line: 2, column: 3 }],
  messageId: 'floating',
  message: 'paddlepaddle/paddle:latest-gpu is a floating tag: `latest` is a channel',
  remediation: 'Write paddlepaddle/paddle:2.6.2-gpu-cuda11.7-cudnn8.4-trt8.4.',
  evidence: [{ kind: 'image.pinning', collector: 'files', source: 'deploy.yaml', digest: null }],
  fingerprint: '1f2e3d4c5b6a79880123456789abcdef',
  failing: true,
  waived: null,
};

const second: Finding = {
  ...finding,
  rule: 'hardening/runs-as-non-root',
  code: 'PV3001',
  severity: 'medium',
  subject: { kind: 'container', id: 'deploy.yaml#c', name: 'Deployment/ocr container ocr' },
  message: 'Nothing keeps it from running as root',
  fingerprint: '2f2e3d4c5b6a79880123456789abcdef',
};

const hostile: Finding = {
  ...finding,
  subject: { kind: 'image', id: HOSTILE, name: HOSTILE },
  location: { path: HOSTILE, line: 1, column: 1 },
  message: HOSTILE,
  remediation: HOSTILE,
  fingerprint: '3f2e3d4c5b6a79880123456789abcdef',
};

const waived: Finding = {
  ...finding,
  severity: 'low',
  fingerprint: '4f2e3d4c5b6a79880123456789abcdef',
  waived: { reason: 'moves in December', owner: '@ocr', until: '2026-12-31', origin: 'configuration' },
};

/** A report with something of everything. */
export function sampleReport(change: Partial<Report> = {}): Report {
  const counts = { pass: 3, fail: 1, notApplicable: 2, notChecked: 1, error: 0 };
  return {
    schema: 'https://paddle-verify.dev/schemas/report/1',
    tool: { name: 'paddle-verify', version: '0.0.0' },
    language: 'en',
    at: '2026-11-23T00:00:00.000Z',
    verdict: 'fail',
    exitCode: 1,
    evidence: 'collected now',
    policy: { name: 'baseline', digest: `sha256:${'0'.repeat(64)}`, failOn: 'medium', source: 'baseline' },
    counts: { ...counts, notSelected: 1 },
    coverage: { rules: 2, checked: 1, unchecked: [{ reason: 'no index is written', rules: 1 }] },
    subjects: 2,
    findings: [finding, second, hostile, waived],
    notChecked: [
      {
        rule: 'dockerfile/has-wheel-that-fits-cuda',
        code: 'PV4007',
        subject: { kind: 'dockerfile', id: 'Dockerfile', name: 'Dockerfile' },
        location: { path: 'Dockerfile', line: 3, column: 5 },
        reasonCode: 'partial',
        reason: 'no index is written',
        advice: 'name the index of one CUDA',
        missing: [
          {
            kind: 'dockerfile.wheels',
            code: 'partial',
            detail: 'no index is written',
            advice: 'name the index',
          },
        ],
        required: true,
      },
    ],
    errors: [],
    notSelected: [{ id: 'tag/has-digest', code: 'PV1002', selectedBy: '--policy production' }],
    rules: [
      {
        id: 'tag/is-pinned',
        code: 'PV1001',
        title: 'The image is pinned',
        rationale: 'A floating tag runs what nobody has tested.',
        severity: 'high',
        references: ['https://docs.docker.com/dhi/core-concepts/digests/'],
        checked: true,
        counts,
      },
    ],
    inputs: [
      { path: 'deploy.yaml', kind: 'kubernetes', subjects: 2, readable: true },
      { path: 'Dockerfile', kind: 'dockerfile', subjects: 1, readable: false },
    ],
    matrices: [],
    tools: [],
    change: null,
    ...change,
  };
}

/** Nothing failed, and a judgement that the policy requires was not made. */
export function incompleteReport(): Report {
  return sampleReport({ verdict: 'incomplete', exitCode: 3, findings: [] });
}

export function cleanReport(): Report {
  return sampleReport({ verdict: 'pass', exitCode: 0, findings: [], notChecked: [] });
}

/** What is written piece by piece, in one. */
export const textOf = (parts: Iterable<string>): string => [...parts].join('');
