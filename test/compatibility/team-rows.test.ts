import { afterEach, describe, expect, it } from 'vitest';
import { judgeCompatibility } from '../../src/compatibility/judge.ts';
import { driverBranch } from '../../src/compatibility/matrix/branches.ts';
import { takeTeamRows } from '../../src/compatibility/matrix/team-rows.ts';
import type { CompatibilityVerdict } from '../../src/compatibility/types.ts';

const said = { source: 'nvidia-smi on node 7', date: '2026-10-02' };

afterEach(() => {
  takeTeamRows(null);
});

function judged(product: string, framework = '3.0.0', driver = '580.65.06'): CompatibilityVerdict {
  return judgeCompatibility({
    image: {
      ...{ reference: null, framework, cuda: '12.6', cudnn: null, tensorrt: null },
      ...{ sass: null, ptx: null, env: null, compat: null },
    },
    host: { os: 'linux', driver, driverCuda: null, mode: 'cdi' },
    gpu: { product, computeCapability: null, class: null, brand: null },
  });
}

describe('rows of a team', () => {
  it('make a GPU known that no table has, and only while they are taken', () => {
    expect(judged('NVIDIA L20Z').verdict).toBe('unknown');
    takeTeamRows({
      gpus: [{ product: 'NVIDIA L20Z', computeCapability: '8.9', class: 'datacenter', ...said }],
    });
    const { verdict, reasons } = judged('NVIDIA L20Z');
    expect(verdict).toBe('compatible');
    expect(reasons.join('\n')).toContain("the team's table: nvidia-smi on node 7, 2026-10-02");
    takeTeamRows(null);
    expect(judged('NVIDIA L20Z').verdict).toBe('unknown');
  });

  it('that contradict a table settle nothing, and both are named', () => {
    expect(judged('Tesla T4').verdict).toBe('compatible');
    takeTeamRows({ gpus: [{ product: 'T4', computeCapability: '8.0', class: 'datacenter', ...said }] });
    const { verdict, reasons } = judged('Tesla T4');
    expect(verdict).toBe('unknown');
    expect(reasons.join('\n')).toMatch(/7\.5 .*but 8\.0 by another table .*neither is taken/);
  });

  it('say what a build holds', () => {
    expect(judged('Tesla T4', '3.3.0').arch).toBe('unknown');
    takeTeamRows({ builds: [{ framework: '3.3.0', cuda: '12.6', sass: ['7.5', '8.0'], ...said }] });
    expect(judged('Tesla T4', '3.3.0').arch).toBe('ok');
    expect(judged('Tesla V100-SXM2-16GB', '3.3.0').arch).toBe('missing');
  });

  it('that contradict what a table says of a build make no false yes', () => {
    const before = judged('Tesla V100-SXM2-16GB').arch;
    takeTeamRows({ builds: [{ framework: '3.0.0', cuda: '12.6', sass: ['9.0'], ...said }] });
    expect(before).not.toBe('missing');
    expect(['unknown', 'missing', 'partial']).toContain(judged('Tesla V100-SXM2-16GB').arch);
  });

  it('give a branch its end, beside that of a table', () => {
    expect(driverBranch(590)).toBeNull();
    takeTeamRows({
      branches: [
        { branch: 590, endOfLife: '2027-02', ...said },
        { branch: 595, endOfLife: '2027-09', ...said },
      ],
    });
    expect(driverBranch(590)).toMatchObject({ endOfLife: '2027-02', otherEndOfLife: null });
    expect(driverBranch(595)).toMatchObject({ endOfLife: '2027-03', otherEndOfLife: '2027-09' });
  });
});
