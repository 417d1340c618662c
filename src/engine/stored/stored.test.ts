import { migrateRecord, versionOf, type Step } from '.';

const steps: Readonly<Record<number, Step>> = {
  1: ({ old, ...rest }) => ({ fresh: old, ...rest }),
  3: (fields) => ({ ...fields, three: true }),
};

it('goes step by step, and over a version that changed nothing', () => {
  expect(migrateRecord({ version: 1, old: 'x' }, steps, { from: 1, to: 4 })).toEqual({
    version: 4,
    fresh: 'x',
    three: true,
  });
});

it('changes nothing the second time', () => {
  const once = migrateRecord({ version: 2 }, steps, { from: 2, to: 4 });
  expect(migrateRecord(once, steps, { from: versionOf(once, 1), to: 4 })).toEqual(once);
});

it.each([9, 'two', null])('leaves the version %p alone', (version) => {
  const fields = { version, old: 1 };
  expect(migrateRecord(fields, steps, { from: version, to: 4 })).toBe(fields);
});

it.each([
  [{ version: 3 }, 3],
  [{ version: null }, 1],
  [{}, 1],
  ['text', 1],
])('reads the version of %j', (fields, version) => {
  expect(versionOf(fields, 1)).toBe(version);
});
