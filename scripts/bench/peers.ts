import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MODULES = {
  conftest: 'github.com/open-policy-agent/conftest@v0.71.1',
  'kube-score': 'github.com/zegl/kube-score/cmd/kube-score@v1.20.0',
  kubeconform: 'github.com/yannh/kubeconform/cmd/kubeconform@v0.8.0',
} as const;

export type Peer = keyof typeof MODULES;

/** The program of a peer, built once into the cache; null, with a line that names it, where it cannot be had. */
export function peer(name: Peer, cache: string): string | null {
  const folder = join(cache, 'bin');
  const program = join(folder, name);
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  process.stderr.write(`building ${name} …\n`);
  const built = spawnSync('go', ['install', MODULES[name]], {
    env: { ...process.env, GOBIN: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (existsSync(program)) return program;
  const reason = built.error?.message ?? String(built.stderr).trim().split('\n').at(-1) ?? '';
  process.stderr.write(`SKIPPED ${name}: ${reason}\n`);
  return null;
}

const POLICY = `package main

deny contains msg if {
  some i
  input[i].Cmd == "from"
  endswith(input[i].Value[0], ":latest")
  msg := sprintf("%s floats", [input[i].Value[0]])
}

deny contains msg if {
  some i
  input[i].Cmd == "from"
  not contains(input[i].Value[0], ":")
  not contains(input[i].Value[0], "@")
  msg := sprintf("%s has no tag", [input[i].Value[0]])
}
`;

/** A policy of two rules: conftest does less with it than we do, which makes the comparison harder for us, not easier. */
export function conftestPolicy(cache: string): string {
  const folder = join(cache, 'policy');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'main.rego'), POLICY);
  return folder;
}

/** One schema that takes any object with a kind: kubeconform has less to do with it than with the real ones, which are not at hand offline. */
export function permissiveSchema(cache: string): string {
  const folder = join(cache, 'schema');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'any.json');
  writeFileSync(file, JSON.stringify({ type: 'object', required: ['apiVersion', 'kind', 'metadata'] }));
  return file;
}
