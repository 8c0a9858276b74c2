import type { Provenance } from '../../facts/evidence.ts';
import type { At, Place } from '../../facts/subject.ts';
import type { Position } from '../../syntax/position.ts';
import type { TextFile } from '../port.ts';

export const provenanceOf = ({ path, digest }: TextFile): Provenance => ({
  collector: 'dockerfile',
  source: path,
  digest: digest === '' ? null : digest,
});

export const placeIn = ({ path }: TextFile, { line, column }: Position): Place => ({ path, line, column });

/** A place in the Dockerfile itself, or in another file. */
export const atIn = (file: TextFile | undefined, { line, column }: Position): At =>
  file === undefined ? [line, column] : [line, column, file.path];

export const atOf = ({ line, column }: Position): At => [line, column];
