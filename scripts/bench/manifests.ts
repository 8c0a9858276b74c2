import { image } from './images.ts';
import type { Random } from './random.ts';

const KINDS = [
  'Deployment',
  'Deployment',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
] as const;

/** One manifest: a workload of about 2.9 KB in seven of ten documents, else a small Service or ConfigMap. */
export function manifest(random: Random, index: number): string {
  if (random.chance(78)) return workload(random, index);
  return random.chance(50) ? service(random, index) : configMap(random, index);
}

function workload(random: Random, index: number): string {
  const kind = random.pick(KINDS);
  const name = `ocr-${kind.toLowerCase()}-${String(index)}`;
  const batch = kind === 'Job' || kind === 'CronJob';
  const template = podTemplate(random, name, batch);
  const head = [
    `apiVersion: ${batch ? 'batch/v1' : 'apps/v1'}`,
    `kind: ${kind}`,
    'metadata:',
    `  name: ${name}`,
    '  namespace: ocr',
    '  labels:',
    `    app.kubernetes.io/name: ${name}`,
    '    app.kubernetes.io/part-of: bank-ocr',
    '    team: platform',
    'spec:',
  ];
  if (kind === 'CronJob')
    return `${[...head, '  schedule: "*/5 * * * *"', '  jobTemplate:', '    spec:', ...indent(template, 6)].join('\n')}\n`;
  if (kind === 'Job') return `${[...head, ...indent(template, 2)].join('\n')}\n`;
  const replicas = kind === 'DaemonSet' ? [] : [`  replicas: ${String(1 + random.below(5))}`];
  const set = kind === 'StatefulSet' ? [`  serviceName: ${name}`] : [];
  const selector = ['  selector:', '    matchLabels:', `      app: ${name}`];
  return `${[...head, ...replicas, ...set, ...selector, ...indent(template, 2)].join('\n')}\n`;
}

function podTemplate(random: Random, name: string, batch: boolean): readonly string[] {
  const containers = Array.from({ length: 1 + random.below(3) }, (_, at) =>
    container(random, `c${String(at)}`, batch),
  );
  const init = random.chance(25)
    ? ['    initContainers:', ...indent(container(random, 'init', true), 6)]
    : [];
  return [
    'template:',
    '  metadata:',
    '    labels:',
    `      app: ${name}`,
    '    annotations:',
    '      prometheus.io/scrape: "true"',
    '  spec:',
    `    serviceAccountName: ${name}`,
    ...(random.chance(50) ? ['    automountServiceAccountToken: false'] : []),
    ...(batch ? ['    restartPolicy: OnFailure'] : []),
    ...(random.chance(60)
      ? [
          '    securityContext:',
          '      runAsNonRoot: true',
          '      seccompProfile:',
          '        type: RuntimeDefault',
        ]
      : []),
    ...init,
    '    containers:',
    ...containers.flatMap((lines) => indent(lines, 6)),
    '    volumes:',
    '      - name: models',
    '        persistentVolumeClaim:',
    '          claimName: models',
    '      - name: shm',
    '        emptyDir:',
    '          medium: Memory',
    '          sizeLimit: 1Gi',
  ];
}

function container(random: Random, name: string, short: boolean): readonly string[] {
  const gpu = random.chance(40);
  const limits = random.chance(84);
  return [
    `- name: ${name}`,
    `  image: ${image(random)}`,
    ...(random.chance(50) ? ['  imagePullPolicy: IfNotPresent'] : []),
    '  command: ["python", "-m", "ocr.serve"]',
    '  args: ["--port", "8080", "--workers=2"]',
    '  ports:',
    '    - name: http',
    '      containerPort: 8080',
    '  env:',
    ...Array.from({ length: 4 }, (_, at) => [
      `    - name: SETTING_${String(at)}`,
      `      value: "${String(random.below(100_000))}"`,
    ]).flat(),
    '    - name: DB_PASSWORD',
    '      valueFrom:',
    '        secretKeyRef:',
    '          name: mysql',
    '          key: password',
    ...(limits
      ? [
          '  resources:',
          '    requests:',
          '      cpu: "2"',
          '      memory: 4Gi',
          '    limits:',
          '      cpu: "4"',
          '      memory: 8Gi',
          ...(gpu ? ['      nvidia.com/gpu: 1'] : []),
        ]
      : []),
    '  securityContext:',
    `    privileged: ${String(random.chance(14))}`,
    `    allowPrivilegeEscalation: ${String(random.chance(25))}`,
    `    readOnlyRootFilesystem: ${String(random.chance(85))}`,
    ...(random.chance(26) ? ['    runAsUser: 0'] : ['    runAsUser: 10001']),
    '    capabilities:',
    '      drop: ["ALL"]',
    ...(short ? [] : probe('livenessProbe', '/health'), short ? [] : probe('readinessProbe', '/ready')),
    '  volumeMounts:',
    '    - name: models',
    '      mountPath: /models',
    '      readOnly: true',
    '    - name: shm',
    '      mountPath: /dev/shm',
  ].flat();
}

function probe(name: string, path: string): readonly string[] {
  return [
    `  ${name}:`,
    '    httpGet:',
    `      path: ${path}`,
    '      port: http',
    '    periodSeconds: 10',
    '    failureThreshold: 3',
  ];
}

function service(random: Random, index: number): string {
  const name = `svc-${String(index)}`;
  return `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\n  namespace: ocr\nspec:\n  selector:\n    app: ${name}\n  ports:\n    - name: http\n      port: ${String(80 + random.below(9000))}\n      targetPort: http\n`;
}

function configMap(random: Random, index: number): string {
  const lines = Array.from(
    { length: 8 },
    (_, at) => `  key-${String(at)}: "value ${String(random.below(1_000_000))}"`,
  );
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings-${String(index)}\n  namespace: ocr\ndata:\n${lines.join('\n')}\n`;
}

function indent(lines: readonly string[], by: number): readonly string[] {
  const space = ' '.repeat(by);
  return lines.map((line) => space + line);
}
