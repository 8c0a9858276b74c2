export { parseReference } from './reference/parse.ts';
export { describeTag } from './reference/describe.ts';
export { compareTags } from './reference/compare.ts';
