import { Args, Flags } from '@oclif/core';
import { runFleetShow } from '../../app/machines/run-fleet.ts';
import { BaseCommand, env } from '../_base.ts';

export default class FleetShow extends BaseCommand {
  static override summary = 'print the node groups of a fleet file';
  static override examples = ['<%= config.bin %> fleet show fleet.yaml'];
  static override args = { file: Args.string({ description: 'the fleet file', required: true }) };
  static override flags = {
    format: Flags.option({
      char: 'f',
      description: 'format on stdout',
      options: ['text', 'json'] as const,
      default: 'text' as const,
      env: env('format'),
    })(),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(FleetShow);
    process.exitCode = runFleetShow(args.file, flags.format, { cwd: process.cwd(), streams: process });
  }
}
