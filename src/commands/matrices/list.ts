import { Flags } from '@oclif/core';
import { listMatrices } from '../../app/machines/run-matrices.ts';
import { BaseCommand, env } from '../_base.ts';

export default class MatricesList extends BaseCommand {
  static override summary = 'list the compatibility tables';
  static override examples = ['<%= config.bin %> matrices list'];
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
    const { flags } = await this.parse(MatricesList);
    process.exitCode = await listMatrices(flags.format, process.cwd(), { stdout: process.stdout });
  }
}
