import { Args, Flags } from '@oclif/core';
import { runFleetDetect } from '../../app/machines/run-fleet.ts';
import { BaseCommand, env } from '../_base.ts';

export default class FleetDetect extends BaseCommand {
  static override summary = 'write a fleet file from what machines say of themselves';
  static override description = [
    'Prints a fleet file; what it could not see stands in comments. Without a source, or with `local`, it looks at this machine:',
    'nvidia-smi -q -x, /proc/driver/nvidia/version, CDI specifications, the mode of the container runtime. `kubectl` asks the',
    'cluster of the current context for its nodes (labels of GPU feature discovery). Anything else is a file: recorded outputs of',
    'these, a CDI specification. Sources of one name are merged. Exits 3 when a driver or the GPUs of a group are not known.',
  ].join('\n');
  static override examples = [
    '<%= config.bin %> fleet detect > fleet.yaml',
    '<%= config.bin %> fleet detect kubectl > fleet.yaml',
    'kubectl get nodes -o json | <%= config.bin %> fleet detect - > fleet.yaml',
    'nvidia-smi -q -x > t4.xml; <%= config.bin %> fleet detect t4.xml',
  ];
  static override strict = false;
  static override args = {
    file: Args.string({ description: 'local, kubectl, recorded outputs, or - for stdin' }),
  };
  static override flags = {
    kubectl: Flags.boolean({
      description: 'ask the cluster of the current context as well',
      env: env('kubectl'),
    }),
    name: Flags.string({ description: 'what the fleet is called', env: env('name') }),
  };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(FleetDetect);
    process.exitCode = await runFleetDetect({
      cwd: process.cwd(),
      sources: [...argv.map(String), ...(flags.kubectl ? ['kubectl'] : [])],
      name: flags.name,
      streams: process,
    });
  }
}
