import { describeTag } from '../reference/describe.ts';
import type { Publication } from '../reference/publication.ts';
import type { Problem, Reference, TagFacts } from '../reference/types.ts';
import { printable, shorten } from './wrap.ts';

interface Good {
  readonly input: string;
  readonly ok: true;
  readonly reference: Reference;
  readonly facts: TagFacts;
  readonly publication: Pick<Publication, 'digests' | 'caution' | 'expectation'>;
}
interface Bad {
  readonly input: string;
  readonly ok: false;
  readonly problems: readonly Problem[];
}

const FIELDS = [
  'version',
  'framework',
  'device',
  'cuda',
  'cudnn',
  'tensorrt',
  'nccl',
  'gcc',
  'python',
  'os',
  'arch',
] as const;

/** What a word of `seen` means. No registry was asked. */
const SEEN: Readonly<Record<TagFacts['seen'], string>> = {
  official: 'in the documents of the project',
  'official-tracker': 'in issues of the project only',
  unofficial: 'in other public files only',
  contradicted: 'the project lists the tags of this version, and this one is not among them',
  unknown: 'no list to hold it against',
};

/** A caution stands beside the tag; its own line says which. */
const CAUTIONED = 'somebody wrote it down, and it cannot be relied on';

/** One reference as a block of `field  value` lines; a default is marked, and so is what nobody understood. */
export function renderParsed(line: Good | Bad): string {
  const title = shorten(printable(line.input), 200);
  if (!line.ok) {
    return [
      title,
      ...line.problems.map(({ code, message, at }) =>
        row('problem', `${message} (${code}${at === null ? '' : `, at character ${String(at + 1)}`})`),
      ),
      '',
    ].join('\n');
  }
  const { reference, facts, publication } = line;
  const inferred = (field: string): string =>
    facts.inferred.includes(field) ? '  (inferred: not in the text)' : '';
  const rows = [
    row('registry', reference.registry + inferred('registry')),
    row('repository', reference.repository),
    row('tag', reference.tag ?? '- (none written)'),
    ...(reference.digest === null ? [] : [row('digest', reference.digest)]),
    row('family', facts.family === facts.product ? facts.family : `${facts.family} (${facts.product})`),
    ...FIELDS.filter((field) => facts[field] !== null).map((field) =>
      row(field, String(facts[field]) + inferred(field)),
    ),
    ...(facts.flavours.length === 0
      ? []
      : [row('flavours', facts.flavours.join(', ') + inferred('flavours'))]),
    row('floating', `${facts.floating.floating ? 'yes' : 'no'}: ${facts.floating.why}`),
    row('seen', `${facts.seen}: ${publication.caution === null ? SEEN[facts.seen] : CAUTIONED}`),
    ...(publication.caution === null ? [] : [row('caution', publication.caution)]),
    ...(publication.expectation === null ? [] : [row('expected', `because ${publication.expectation}`)]),
    ...facts.nearest.map((tag, at) => row(at === 0 ? 'nearest' : '', `${tag}  (${seenOf(reference, tag)})`)),
    ...(facts.unknown.length === 0 ? [] : [row('not understood', facts.unknown.join(', '))]),
  ];
  return [title, ...rows, ''].join('\n');
}

/** How well a tag of the same repository is attested: no registry was asked for what is offered either. */
function seenOf(reference: Reference, tag: string): TagFacts['seen'] {
  return describeTag({ ...reference, tag, digest: null }).seen;
}

function row(name: string, value: string): string {
  return `  ${name.padEnd(15)}${printable(value)}`;
}
