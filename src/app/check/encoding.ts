import type { FileProblem, InputKind } from '../../facts/inputs.ts';
import type { DecodedText } from '../../syntax/text/decode.ts';

/** Kinds that are YAML, which may be UTF-16; what reads the others (docker, sh, make, pip) takes it for garbage. */
const YAML_KINDS: ReadonlySet<InputKind> = new Set<InputKind>([
  'compose',
  'kubernetes',
  'kustomization',
  'helm-template',
  'gitlab-ci',
  'github-workflow',
]);

/** What is wrong with the bytes of a file, for the tool that reads files of its kind. */
export function encodingProblems(
  path: string,
  kind: InputKind | null,
  decoded: DecodedText,
): readonly FileProblem[] {
  if (!decoded.ok) {
    const { line, column } = decoded.problem;
    return [{ ...decoded.problem, place: { path, line, column } }];
  }
  if (decoded.encoding === 'utf-8' || kind === null || YAML_KINDS.has(kind)) return [];
  const written = decoded.encoding === 'utf-16le' ? 'UTF-16LE' : 'UTF-16BE';
  return [
    {
      code: 'invalid-encoding',
      message: `The file is ${written}, which the tool that reads it does not take`,
      expected: 'UTF-8, as from: iconv -f UTF-16 -t UTF-8 FILE',
      place: { path, line: 1, column: 1 },
    },
  ];
}
