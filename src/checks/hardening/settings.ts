import type { ContainerEngine } from '../../facts/container.ts';

export type Topic =
  | 'user'
  | 'home'
  | 'gpu'
  | 'privileged'
  | 'escalation'
  | 'capabilities'
  | 'readOnlyRoot'
  | 'scratch'
  | 'folder'
  | 'hostNetwork'
  | 'hostPID'
  | 'hostIPC'
  | 'seccomp'
  | 'apparmor'
  | 'olderApparmor'
  | 'selinux';

type Lines = Readonly<Record<ContainerEngine, string>>;

/**
 * The right line for each engine, so that a remediation can be copied. For the host namespaces and `privileged` it is
 * the line to take out. `home` is where an unprivileged user keeps its caches, `scratch` what a read-only root writes to,
 * `folder` a mount that gives nothing away.
 */
const LINES: Readonly<Record<Topic, Lines>> = {
  user: {
    kubernetes: 'securityContext: {runAsNonRoot: true, runAsUser: 10001, runAsGroup: 10001}',
    compose: 'user: "10001:10001"',
    'docker-run': '--user 10001:10001',
  },
  home: {
    kubernetes: 'emptyDir: /home/app, HOME=/home/app',
    compose: 'tmpfs: ["/home/app:uid=10001"], environment: {HOME: /home/app}',
    'docker-run': '--tmpfs /home/app:uid=10001 --env HOME=/home/app',
  },
  gpu: {
    kubernetes: 'resources: {limits: {nvidia.com/gpu: 1}}',
    compose:
      'deploy: {resources: {reservations: {devices: [{driver: nvidia, count: 1, capabilities: [gpu]}]}}}',
    'docker-run': '--gpus 1',
  },
  privileged: {
    kubernetes: 'securityContext.privileged: true',
    compose: 'privileged: true',
    'docker-run': '--privileged',
  },
  escalation: {
    kubernetes: 'securityContext: {allowPrivilegeEscalation: false}',
    compose: 'security_opt: ["no-new-privileges:true"]',
    'docker-run': '--security-opt no-new-privileges',
  },
  capabilities: {
    kubernetes: 'securityContext: {capabilities: {drop: [ALL]}}',
    compose: 'cap_drop: [ALL]',
    'docker-run': '--cap-drop ALL',
  },
  readOnlyRoot: {
    kubernetes: 'securityContext: {readOnlyRootFilesystem: true}',
    compose: 'read_only: true',
    'docker-run': '--read-only',
  },
  scratch: {
    kubernetes: 'emptyDir: {}',
    compose: 'tmpfs: [/tmp]',
    'docker-run': '--tmpfs /tmp',
  },
  folder: {
    kubernetes: 'volumeMounts: [{name: models, mountPath: /models, readOnly: true}]',
    compose: 'volumes: ["./models:/models:ro"]',
    'docker-run': '-v /data/models:/models:ro',
  },
  hostNetwork: {
    kubernetes: 'hostNetwork: true',
    compose: 'network_mode: host',
    'docker-run': '--network host',
  },
  hostPID: { kubernetes: 'hostPID: true', compose: 'pid: host', 'docker-run': '--pid host' },
  hostIPC: { kubernetes: 'hostIPC: true', compose: 'ipc: host', 'docker-run': '--ipc host' },
  seccomp: {
    kubernetes: 'securityContext: {seccompProfile: {type: RuntimeDefault}}',
    compose: 'security_opt: ["seccomp=builtin"]',
    'docker-run': '--security-opt seccomp=builtin',
  },
  apparmor: {
    kubernetes: 'securityContext: {appArmorProfile: {type: RuntimeDefault}}',
    compose: 'security_opt: ["apparmor=docker-default"]',
    'docker-run': '--security-opt apparmor=docker-default',
  },
  olderApparmor: {
    kubernetes:
      ' (Kubernetes < 1.30: container.apparmor.security.beta.kubernetes.io/<container>: runtime/default)',
    compose: '',
    'docker-run': '',
  },
  selinux: {
    kubernetes: 'seLinuxOptions: {type: container_t}',
    compose: 'security_opt: ["label=type:container_t"]',
    'docker-run': '--security-opt label=type:container_t',
  },
};

export function settingFor(topic: Topic, engine: ContainerEngine): string {
  return LINES[topic][engine];
}
