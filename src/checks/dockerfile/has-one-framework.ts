import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { atPlace } from './shipped.ts';

export const hasOneFramework = defineCheck({
  id: 'dockerfile/has-one-framework',
  subject: 'dockerfile',
  needs: ['dockerfile.frameworks'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { base, wheels } = facts['dockerfile.frameworks'];
    const [first] = wheels;
    // With a gap (a requirements file that is not there) this pass becomes notChecked.
    if (first === undefined) return pass();
    const over = base.wheel === null ? undefined : wheels.find(({ name }) => name !== base.wheel);
    if (over !== undefined) {
      const data = { wheel: over.name, held: base.wheel ?? '', base: base.written };
      return fail('over-base', { data, at: atPlace(over.place), key: over.name });
    }
    const second = wheels.find(({ name }) => name !== first.name);
    if (second === undefined) return pass();
    return fail('two-wheels', {
      data: { first: first.name, second: second.name },
      at: atPlace(second.place),
      related: [atPlace(first.place)],
    });
  },
});
