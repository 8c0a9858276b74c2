import { Args, Flags } from '@oclif/core';
import { runParse } from '../app/parse/run-parse.ts';
import { BaseCommand, env } from './_base.ts';

export default class Parse extends BaseCommand {
  static override summary = 'say what an image reference means';
  static override description =
    'Takes a reference apart by the grammar of its family: framework, device, CUDA, cuDNN, TensorRT, whether it floats, how well it is attested, and which published tag may have been meant. Exits 1 when a line is no image reference.';
  static override examples = [
    '<%= config.bin %> parse paddlepaddle/paddle:2.6.0-gpu-cuda11.8-cudnn8',
    'crane ls paddlepaddle/paddle | sed s,^,paddlepaddle/paddle:, | <%= config.bin %> parse - -f json',
  ];
  static override strict = false;
  static override args = {
    reference: Args.string({ description: 'references, or - for one a line on stdin', required: true }),
  };
  static override flags = {
    format: Flags.option({
      char: 'f',
      description: 'text, or json for one object a line',
      options: ['text', 'json'] as const,
      default: 'text' as const,
      env: env('format'),
    })(),
  };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(Parse);
    process.exitCode = await runParse({
      references: argv.map(String),
      format: flags.format,
      streams: process,
    });
  }
}
