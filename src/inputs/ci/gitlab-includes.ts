import { entryOf, textOf } from '../../syntax/yaml/access.ts';
import type { YamlNode } from '../../syntax/yaml/node.ts';
import { detectKind } from '../detect.ts';
import type { CiFile } from './ci-file.ts';

const ADVICE =
  'check what GitLab makes of it all: glab ci config compile > full.yml, then paddle-verify check full.yml';

/** What `include:` brings in from elsewhere is left unread; a local file is read as a file of its own. */
export function readIncludes(node: YamlNode | undefined, ci: CiFile): void {
  if (node === undefined) return;
  for (const item of node.kind === 'seq' ? node.items : [node]) readInclude(item, ci);
}

const ELSEWHERE = ['remote', 'template', 'project', 'component', 'artifact'];

function readInclude(item: YamlNode, ci: CiFile): void {
  const written = textOf(item) ?? textOf(entryOf(item, 'local')?.value);
  if (written !== undefined && !/^https?:\/\//.test(written)) {
    readLocal(written, item, ci);
    return;
  }
  const kind = ELSEWHERE.find((key) => entryOf(item, key) !== undefined) ?? 'remote';
  const name = written ?? textOf(entryOf(item, kind)?.value);
  if (name === undefined) return;
  const detail = `${name.slice(0, 200)} is not in this repository`;
  ci.collector.leaveUnread(`include of a ${kind}`, detail, ADVICE, item);
}

function readLocal(written: string, item: YamlNode, { collector }: CiFile): void {
  const path = written.replace(/^\/+/, '').replace(/^\.\//, '');
  if (/[*$]/.test(path)) return;
  if (!collector.context.exists(path)) {
    const detail = `${written.slice(0, 200)} is not among the files`;
    collector.leaveUnread('included file', detail, 'check the folder that holds it as well', item);
    return;
  }
  const found = collector.context.lookup(path);
  if (!found.ok || found.file.text.trim() === '' || detectKind(path, found.file.text) === 'gitlab-ci') return;
  const detail = `${written.slice(0, 200)} does not look like a file of GitLab CI, and is not read as one`;
  collector.leaveUnread(
    'included file',
    detail,
    `give it a name like ${path.replace(/\.ya?ml$/i, '')}.gitlab-ci.yml`,
    item,
  );
}
