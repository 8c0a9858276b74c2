import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InputKind } from '../../src/facts/inputs.ts';
import { detectKind } from '../../src/inputs/detect.ts';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\n';

describe('by content', () => {
  it.each<[InputKind | null, string, string]>([
    ['kubernetes', 'ocr.yaml', POD],
    ['kubernetes', 'ocr.yml', `# a comment\n---\n${POD}`],
    ['kubernetes', 'ocr.yaml', POD.replaceAll('\n', '\r\n')],
    ['kubernetes', '-', POD],
    ['kubernetes', 'list.json', '{"apiVersion": "v1", "kind": "List", "items": []}'],
    ['kubernetes', 'list.json', '\n  {\n  "kind": "Pod",\n  "apiVersion": "v1"}'],
    ['kubernetes', 'indented.yaml', '  apiVersion: v1\n  kind: Pod\n'],
    ['kubernetes', 'broken.yaml', 'apiVersion: apps/v1\nmetadata:\n  name: "unclosed\n'],
    ['kubernetes', 'no-version.yaml', 'kind: Deployment\nmetadata: {name: x}\n'],
    ['kubernetes', 'flux.yaml', 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n'],
    ['kustomization', 'any.yaml', 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n'],
    ['compose', 'stack.yml', 'services:\n  web:\n    image: nginx\n'],
    ['compose', 'stack.yml', 'version: "3"\nservices:\n  web:\n    build: .\n'],
    ['compose', 'stack.yml', 'services:\n  web: {image: nginx}\n'],
    ['compose', 'stack.yml', 'services: {web: {ports: ["80"], "image": nginx}}\n'],
    ['compose', 'overlays/gpu.yml', 'services:\n  ocr:\n    privileged: true\n'],
    ['gitlab-ci', 'ci/build.yml', 'stages: [build]\nbuild:\n  script: [make]\n'],
    [
      'gitlab-ci',
      'ci/common.yml',
      '.setup:\n  script:\n    - make\nlint:\n  image: python:3.10\n  script: [flake8]\n',
    ],
    ['gitlab-ci', 'ci/deploy.yml', 'deploy:\n  extends: .base\n  script: ./deploy.sh\n'],
    ['gitlab-ci', 'ci/build.yml', 'stages: [build]\nbuild: {stage: build, script: [make]}\n'],
    ['gitlab-ci', 'ci/build.yml', 'services:\n  - docker:dind\nbuild:\n  stage: build\n  script: [make]\n'],
    ['github-workflow', 'ci.yml', 'on: push\njobs:\n  a:\n    runs-on: x\n'],
    ['github-workflow', 'ci.yml', '"on":\n  push:\njobs: {}\n'],
    ['github-workflow', 'scan/action.yml', 'name: scan\nruns:\n  using: composite\n'],
    ['shell-script', 'run', '#!/usr/bin/env bash\ndocker run x\n'],
    ['shell-script', 'start', '#!/bin/sh -e\n'],
    [
      'dockerfile',
      'images/gpu',
      '# syntax=docker/dockerfile:1\nFROM paddlepaddle/paddle:2.6.1\nRUN pip install x\n',
    ],
    ['dockerfile', 'images/gpu', 'ARG TAG=2.6.1\nFROM paddlepaddle/paddle:${TAG}\n'],
    ['helm-template', 'chart/templates/deploy.yaml', `${POD}spec: {{ toYaml .Values.spec }}\n`],
    ['helm-template', 'chart/templates/all.yaml', '{{- include "lib.all" . }}\n'],
    ['helm-template', 'deploy.yaml.j2', POD],
    ['helm-template', 'chart/values.yaml', 'image:\n  repository: paddlepaddle/paddle\n'],
    ['helm-template', 'values-prod.yaml', 'serving:\n  image: x\n'],
  ])('%s: %s', (kind, path, text) => {
    expect(detectKind(path, text)).toBe(kind);
  });
});

describe('by name, even when the content is empty or broken', () => {
  it.each<[InputKind | null, string]>([
    ['dockerfile', 'Dockerfile'],
    ['dockerfile', 'docker/Dockerfile.gpu'],
    ['dockerfile', 'Dockerfile-2.6'],
    ['dockerfile', 'Containerfile'],
    ['dockerfile', 'ocr.dockerfile'],
    ['compose', 'docker-compose.yml'],
    ['compose', 'compose.override.yaml'],
    ['kustomization', 'overlays/prod/kustomization.yaml'],
    ['kustomization', 'base/Kustomization'],
    ['gitlab-ci', '.gitlab-ci.yml'],
    ['gitlab-ci', 'docker.gitlab-ci.yml'],
    ['gitlab-ci', '.gitlab/ci/build.yml'],
    ['github-workflow', '.github/workflows/ci.yaml'],
    ['shell-script', 'scripts/run.sh'],
    ['makefile', 'Makefile'],
    ['makefile', 'build/docker.mk'],
    ['requirements', 'requirements.txt'],
    ['requirements', 'docker/requirements-gpu.txt'],
    ['requirements', 'dev_requirements.in'],
    ['requirements', 'requirements/base.txt'],
    ['env-file', '.env'],
    ['env-file', 'prod.env'],
  ])('%s: %s', (kind, path) => {
    expect(detectKind(path, '')).toBe(kind);
    expect(detectKind(path, '{"\u0001 ]')).toBe(kind);
  });
});

describe('not ours', () => {
  it.each([
    ['README.md', `\`\`\`yaml\n${POD}\`\`\`\n`],
    ['Dockerfile.md', '# how we build\n'],
    ['Dockerfile.dockerignore', '.git\n'],
    ['dockerfile-lint.yml', 'rules: []\n'],
    ['serve.py', 'FROM = 1\n'],
    ['package.json', '{"name": "x", "services": 1}'],
    ['Chart.yaml', 'apiVersion: v2\nname: ocr\nversion: 1.0.0\n'],
    ['datasources.yaml', 'apiVersion: 1\ndatasources: []\n'],
    ['services.yaml', 'services:\n  App\\Kernel:\n    autowire: true\n'],
    ['config.yml', 'Global:\n  use_gpu: true\n'],
    ['values.yaml', 'replicas: 2\n'],
    ['playbook.yml', '- hosts: gpu\n  tasks:\n    - script: setup.sh\n  tags: [x]\n'],
    ['azure-pipelines.yml', 'steps:\n  - script: make\n  - task: x\n'],
    ['.travis.yml', 'language: python\nservices: [docker]\nscript: make test\n'],
    ['notes.txt', 'FROM here to there\n'],
    ['LICENSE', 'Permission is hereby granted\n'],
    ['data', ''],
  ])('%s', (path, text) => {
    expect(detectKind(path, text)).toBeNull();
  });
});

it('never throws', () => {
  const path = fc.oneof(
    fc.constantFrom('a.yaml', 'b.json', '-', 'c', 'templates/x.yaml', 'values.yaml'),
    fc.string(),
  );
  fc.assert(
    fc.property(
      path,
      fc.string({ unit: fc.constantFrom(' ', '\n', ':', '{', '-', 'kind', 'apiVersion', '#', 'x', '"') }),
      (name, text) => {
        expect(() => detectKind(name, text)).not.toThrow();
      },
    ),
  );
});
