import { Args, Flags } from '@oclif/core';
import { runFleetDetect } from '../../app/machines/run-fleet.ts';
import { BaseCommand, env } from '../_base.ts';

export default class FleetDetect extends BaseCommand {
  static override summary = 'write a fleet file from what machines say of themselves';
  static override description = [
    'Reads `nvidia-smi -q -x`, `kubectl get nodes -o json` (labels of GPU feature discovery) and /proc/driver/nvidia/version, and prints',
    'a fleet file; what it could not see stands in comments. Without files it asks this machine. Exits 3 when a driver or the GPUs',
    'of a group are not known.',
  ].join('\n');
  static override examples = [
    '<%= config.bin %> fleet detect > fleet.yaml',
    'kubectl get nodes -o json | <%= config.bin %> fleet detect - > fleet.yaml',
    'nvidia-smi -q -x > t4.xml; <%= config.bin %> fleet detect t4.xml',
  ];
  static override strict = false;
  static override args = { file: Args.string({ description: 'recorded outputs, or - for stdin' }) };
  static override flags = {
    name: Flags.string({ description: 'what the fleet is called', env: env('name') }),
  };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(FleetDetect);
    process.exitCode = await runFleetDetect({
      cwd: process.cwd(),
      files: argv.map(String),
      name: flags.name,
      streams: process,
    });
  }
}
