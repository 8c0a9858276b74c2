/** One right line for each key of a paddle-verify.yaml: shown beside what was wrong. */
const CONFIG: Readonly<Record<string, string>> = {
  name: 'name: bank-production',
  description: 'description: { en: What production runs, zh: 生产环境的要求 }',
  extends: 'extends: production',
  failOn: 'failOn: high',
  incomplete: 'incomplete: deny',
  rules: 'rules: { tag/has-digest: high, workload/is-scraped: off }',
  ruleFolders: 'ruleFolders: [policy/rules]',
  exclude: 'exclude: [vendor/, "*.example.yaml"]',
  mirrors: 'mirrors: { harbor.bank.example/dockerhub: docker.io }',
  images: 'images: { harbor.bank.example/ocr/server: { dockerfile: Dockerfile } }',
  waivers:
    'waivers: [{ rule: tag/is-pinned, subject: "deploy/*", reason: moves in sprint 12, owner: "@ocr-team", until: "2026-12-31" }]',
  notWaivable: 'notWaivable: [hardening/is-not-privileged]',
  bundles: 'bundles: { unsigned: deny }',
};

const RULE: Readonly<Record<string, string>> = {
  id: 'id: team/has-owner-label (the path of the file, without .yaml)',
  code: 'code: TEAM0001',
  title: 'title: { en: Every workload names its owner, zh: 每个工作负载都写明负责人 }',
  rationale: 'rationale: { en: At night somebody must be called, zh: 夜间故障时需要知道找谁 }',
  remediation: 'remediation: { en: "Add the label {label}", zh: "请添加标签 {label}" }',
  messages: 'messages: { missing: { en: "{name} lacks {label}", zh: "{name} 缺少标签 {label}" } }',
  severity: 'severity: medium',
  references: 'references: ["https://wiki.bank.example/labels"]',
  check: 'check: workload/has-label',
  options: 'options: { label: bank.example/owner, pattern: "^team-[a-z]+$" }',
  appliesWhen: 'appliesWhen: { workload.pod.engine: [kubernetes] }',
  level: 'level: baseline',
  required: 'required: baseline',
  since: 'since: 0.1.0',
  examples: 'examples: [{ name: with a label, expect: pass, files: { deploy.yaml: "…" } }]',
};

export function rightConfig(path: readonly (string | number)[]): string {
  const key = String(path[0]);
  return (Object.hasOwn(CONFIG, key) ? CONFIG[key] : undefined) ?? 'extends: production';
}

export function rightRule(path: readonly (string | number)[], message: string): string {
  const missing = /^"(\w+)" is missing$/.exec(message)?.[1];
  const known = RULE[String(path[0] ?? missing)];
  return known ?? 'a whole rule, as in docs/writing-a-rule.md';
}
