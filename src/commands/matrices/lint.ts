import { lintMatrices } from '../../app/machines/run-matrices.ts';
import { BaseCommand } from '../_base.ts';

export default class MatricesLint extends BaseCommand {
  static override summary = 'hold the compatibility tables against their schema';
  static override examples = ['<%= config.bin %> matrices lint'];

  async run(): Promise<void> {
    await this.parse(MatricesLint);
    process.exitCode = await lintMatrices(process.cwd(), { stdout: process.stdout });
  }
}
