import { Args } from '@oclif/core';
import { showMatrix } from '../../app/machines/run-matrices.ts';
import { BaseCommand } from '../_base.ts';

export default class MatricesShow extends BaseCommand {
  static override summary = 'print a compatibility table, every row with its source';
  static override examples = ['<%= config.bin %> matrices show cuda-toolkits'];
  static override args = { name: Args.string({ description: 'name of the table', required: true }) };

  async run(): Promise<void> {
    const { args } = await this.parse(MatricesShow);
    process.exitCode = await showMatrix(args.name, process.cwd(), { stdout: process.stdout });
  }
}
