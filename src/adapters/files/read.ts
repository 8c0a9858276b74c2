import { hash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { MAX_FILE_BYTES, type ReadBytes, type ReadFailure } from '../../facts/file-source.ts';

/** Reads a regular file whole. Never blocks on a FIFO, never throws for what a disk can do. */
export function readFileBytes(path: string): ReadBytes {
  let fd: number;
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    return failure(error);
  }
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile()) return { ok: false, reason: 'not-a-file', detail: `${path} is not a regular file` };
    if (stat.size > MAX_FILE_BYTES) {
      return {
        ok: false,
        reason: 'too-large',
        detail: `${path} has ${String(stat.size)} bytes; the limit is ${String(MAX_FILE_BYTES)}`,
      };
    }
    const bytes = readWhole(fd, stat.size);
    return { ok: true, bytes, digest: digestOf(bytes) };
  } catch (error) {
    return failure(error);
  } finally {
    closeSync(fd);
  }
}

/** Up to `size` bytes from the start of a regular file; none where it cannot be read. */
export function readHead(path: string, size: number): Uint8Array {
  let fd: number;
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch {
    return new Uint8Array();
  }
  try {
    return fstatSync(fd).isFile() ? readWhole(fd, size) : new Uint8Array();
  } catch {
    return new Uint8Array();
  } finally {
    closeSync(fd);
  }
}

function readWhole(fd: number, size: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(size);
  let at = 0;
  while (at < size) {
    const count = readSync(fd, bytes, at, size - at, at);
    // The file shrank between fstat and read: what is there is what counts.
    if (count === 0) return bytes.subarray(0, at);
    at += count;
  }
  return bytes;
}

export function digestOf(bytes: Uint8Array): string {
  return `sha256:${hash('sha256', bytes, 'hex')}`;
}

const REASONS: Readonly<Record<string, ReadFailure>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EISDIR: 'not-a-file',
  ENXIO: 'not-a-file',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  ELOOP: 'failed',
};

export function failure(error: unknown): Extract<ReadBytes, { ok: false }> {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return {
    ok: false,
    reason: REASONS[code] ?? 'failed',
    detail: error instanceof Error ? error.message : String(error),
  };
}
