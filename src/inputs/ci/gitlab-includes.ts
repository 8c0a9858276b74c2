import { entryOf, textOf } from '../../syntax/yaml/access.ts';
import type { YamlNode } from '../../syntax/yaml/node.ts';
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
  if (/[*$]/.test(path) || collector.context.exists(path)) return;
  const detail = `${written.slice(0, 200)} is not among the files`;
  collector.leaveUnread('included file', detail, 'check the folder that holds it as well', item);
}
