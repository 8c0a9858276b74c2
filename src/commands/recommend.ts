import { Flags } from '@oclif/core';
import { runRecommend } from '../app/machines/run-recommend.ts';
import { BaseCommand, env } from './_base.ts';
import { machineFlags, outputFlags } from './_flags.ts';

export default class Recommend extends BaseCommand {
  static override summary = 'say which published image to take, or which driver would admit the current one';
  static override description = [
    'Lists the published GPU images that run on every GPU group of a fleet, best first, and why the others fall out. With --current',
    'also the smallest driver upgrades that would admit that image. No registry is asked. Exits 1 when no image runs everywhere.',
  ].join('\n');
  static override examples = [
    "<%= config.bin %> recommend --fleet fleet.yaml --framework '>=2.6,<3.1'",
    '<%= config.bin %> recommend --driver 470.223.02 --gpu T4 --current paddlepaddle/paddle:3.0.0-gpu-cuda12.6-cudnn9.5-trt10.5',
  ];
  static override flags = {
    ...machineFlags,
    framework: Flags.string({ description: 'versions of Paddle wanted (PEP 440)', env: env('framework') }),
    current: Flags.string({ description: 'the image that runs today', env: env('current') }),
    limit: Flags.integer({ description: 'rows of each list (text)', default: 10, min: 1, env: env('limit') }),
    format: Flags.option({
      char: 'f',
      description: 'format of the result on stdout',
      options: ['text', 'json'] as const,
      default: 'text' as const,
      env: env('format'),
    })(),
    output: outputFlags.output,
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Recommend);
    process.exitCode = await runRecommend({ cwd: process.cwd(), ...flags, streams: process });
  }
}
