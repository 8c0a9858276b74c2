import { Flags } from '@oclif/core';
import { runDoctor } from '../app/doctor/doctor.ts';
import { BaseCommand, env } from './_base.ts';

export default class Doctor extends BaseCommand {
  static override summary = 'say what is here, and what that leaves unchecked';
  static override description = [
    'Looks for the programs that commands use, and at the configuration in force. Changes nothing, starts no container, makes no connection.',
    'Exits 0 when all that this version uses is here and the configuration is valid, else 1.',
  ].join('\n\n');
  static override examples = ['<%= config.bin %> doctor', '<%= config.bin %> doctor -f json'];
  static override flags = {
    format: Flags.option({
      char: 'f',
      description: 'format of the result',
      options: ['text', 'json'] as const,
      default: 'text' as const,
      env: env('format'),
    })(),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Doctor);
    process.exitCode = await runDoctor({
      cwd: process.cwd(),
      nodeVersion: process.version,
      at: Date.now(),
      format: flags.format,
      streams: process,
    });
  }
}
