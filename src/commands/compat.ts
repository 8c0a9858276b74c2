import { Args, Flags } from '@oclif/core';
import { runCompat } from '../app/machines/run-compat.ts';
import { BaseCommand, env } from './_base.ts';
import { machineFlags, outputFlags } from './_flags.ts';

export default class Compat extends BaseCommand {
  static override summary = 'say on which machines an image can run';
  static override description = [
    'Holds what a tag claims (framework, CUDA, cuDNN, TensorRT) against driver and GPU of each node group, by NVIDIA’s rules and',
    'what is known of the official builds. Exits 1 when an image cannot run on a group, 3 when it is not known of one.',
  ].join('\n');
  static override examples = [
    '<%= config.bin %> compat paddlepaddle/paddle:3.0.0-gpu-cuda12.6-cudnn9.5-trt10.5 --driver 535.104.05 --gpu T4',
    '<%= config.bin %> compat paddlepaddle/paddle:2.6.2-gpu-cuda11.7-cudnn8.4-trt8.4 --fleet fleet.yaml -o html=compat.html',
  ];
  static override strict = false;
  static override args = {
    image: Args.string({ description: 'image references, or - for one a line on stdin', required: true }),
  };
  static override flags = {
    ...machineFlags,
    format: Flags.option({
      char: 'f',
      description: 'format of the result on stdout',
      options: ['text', 'json', 'markdown', 'html'] as const,
      default: 'text' as const,
      env: env('format'),
    })(),
    output: outputFlags.output,
  };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(Compat);
    process.exitCode = await runCompat({
      cwd: process.cwd(),
      images: argv.map(String),
      ...flags,
      streams: process,
    });
  }
}
