/** Ports on which something other than HTTP is the exception. */
const speaksHttp = (port: number): boolean =>
  [80, 443, 3000, 5000, 9090].includes(port) || (port >= 8000 && port <= 8999);

/** A question that a server on this port is likely to answer, for a remediation to copy. */
export function exampleProbe(port: number, path: string): string {
  return speaksHttp(port)
    ? `httpGet: { path: ${path}, port: ${String(port)} }`
    : `tcpSocket: { port: ${String(port)} }`;
}
