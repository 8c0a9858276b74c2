import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { atPlace } from './shipped.ts';

export const hasOneCuda = defineCheck({
  id: 'dockerfile/has-one-cuda',
  subject: 'dockerfile',
  needs: ['dockerfile.cuda'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { bases } = facts['dockerfile.cuda'];
    const final = bases.find((base) => base.final);
    const others = bases.filter((base) => !base.final && base.cuda !== null);
    const [first] = others;
    if (final === undefined || first === undefined) return pass();
    const cuda = final.cuda ?? first.cuda;
    const other = others.find((base) => shortOf(base.cuda) !== shortOf(cuda));
    if (other === undefined) return pass();
    const against = final.cuda === null ? first : final;
    return fail('two-stacks', {
      data: {
        stage: other.name,
        stageCuda: other.cuda ?? '',
        stageBase: other.written,
        cuda: cuda ?? '',
        base: against.written,
      },
      at: atPlace(other.place),
      related: [atPlace(against.place)],
    });
  },
});

function shortOf(cuda: string | null): string {
  return (cuda ?? '').split('.').slice(0, 2).join('.');
}
