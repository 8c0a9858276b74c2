/** How a flag takes its value: `value` from the next word or behind `=`, `switch` only behind `=`. */
export type FlagForm = 'value' | 'switch';

/** Flags of one subcommand: long names and, under one letter, short ones. */
export interface FlagTable {
  readonly long: ReadonlyMap<string, FlagForm>;
  /** Letter → long name. */
  readonly short: ReadonlyMap<string, string>;
}

function table(values: string, switches: string, short: Readonly<Record<string, string>>): FlagTable {
  const long = new Map<string, FlagForm>();
  for (const name of values.trim().split(/\s+/)) long.set(name, 'value');
  for (const name of switches.trim().split(/\s+/)) long.set(name, 'switch');
  return { long, short: new Map(Object.entries(short)) };
}

/**
 * `run` and `create` of docker (CLI reference, 28), podman (podman-run(1), 5.5) and nerdctl (command reference, 2.1). No name
 * means a value to one of them and a switch to another.
 */
export const RUN_FLAGS: FlagTable = table(
  `add-host annotation attach blkio-weight blkio-weight-device cap-add cap-drop cgroup-parent cgroupns cidfile cpu-count
  cpu-percent cpu-period cpu-quota cpu-rt-period cpu-rt-runtime cpu-shares cpus cpuset-cpus cpuset-mems detach-keys device
  device-cgroup-rule device-read-bps device-read-iops device-write-bps device-write-iops dns dns-opt dns-option dns-search
  domainname entrypoint env env-file expose gpus group-add health-cmd health-interval health-retries health-start-interval
  health-start-period health-timeout hostname io-maxbandwidth io-maxiops ip ip6 ipc isolation kernel-memory label label-file
  link link-local-ip log-driver log-opt mac-address memory memory-reservation memory-swap memory-swappiness mount name net
  net-alias network network-alias oom-score-adj pid pids-limit platform publish pull restart runtime security-opt shm-size
  stop-signal stop-timeout storage-opt sysctl tmpfs ulimit user userns uts volume volume-driver volumes-from workdir
  arch authfile cert-dir cgroup-conf cgroups chrootdirs conmon-pidfile creds decryption-key env-merge gidmap group-entry
  health-log-destination health-max-log-count health-max-log-size health-on-failure health-startup-cmd
  health-startup-interval health-startup-retries health-startup-success health-startup-timeout hostuser hosts-file
  image-volume init-ctr init-path os override-arch override-os override-variant passwd-entry personality pidfile pod
  pod-id-file preserve-fd preserve-fds rdt-class requires retry retry-delay sdnotify seccomp-policy secret
  shm-size-systemd subgidname subuidname systemd timeout tz uidmap umask unsetenv variant
  cosign-key cosign-certificate-identity cosign-certificate-identity-regexp cosign-certificate-oidc-issuer
  cosign-certificate-oidc-issuer-regexp ipfs-address verify log-path bpffs-root`,
  `detach disable-content-trust help init interactive no-healthcheck oom-kill-disable privileged publish-all quiet read-only
  rm sig-proxy tty use-api-socket
  env-host http-proxy no-hostname no-hosts passwd read-only-tmpfs replace rmi rootfs tls-verify unsetenv-all`,
  {
    a: 'attach', c: 'cpu-shares', d: 'detach', e: 'env', h: 'hostname', i: 'interactive', l: 'label', m: 'memory',
    p: 'publish', P: 'publish-all', q: 'quiet', t: 'tty', u: 'user', v: 'volume', w: 'workdir',
  },
); // prettier-ignore

/** `pull` of the three. */
export const PULL_FLAGS: FlagTable = table(
  `platform arch authfile cert-dir creds decryption-key os override-arch override-os override-variant policy retry
  retry-delay variant cosign-key cosign-certificate-identity cosign-certificate-identity-regexp
  cosign-certificate-oidc-issuer cosign-certificate-oidc-issuer-regexp ipfs-address verify soci-index-digest`,
  `all-platforms all-tags disable-content-trust help quiet tls-verify unpack`,
  { a: 'all-tags', q: 'quiet' },
);

/** Flags between the engine's name and its subcommand. */
export const GLOBAL_FLAGS: FlagTable = table(
  `config context host log-level tlscacert tlscert tlskey
  cgroup-manager conmon connection events-backend hooks-dir identity imagestore module network-cmd-path
  network-config-dir out root runroot runtime runtime-flag ssh storage-driver storage-opt tmpdir url volumepath
  address bridge-ip cni-netconfpath cni-path data-root default-platform global-dns host-gateway-ip hosts-dir
  kube-hide-dupe namespace snapshotter userns-remap`,
  `debug debug-full experimental help insecure-registry remote syslog tls tlsverify trace transient-store version`,
  {
    c: 'context',
    D: 'debug',
    H: 'host',
    l: 'log-level',
    v: 'version',
    r: 'remote',
    n: 'namespace',
    a: 'address',
  },
);
