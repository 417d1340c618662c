/** A change of stored fields from one version to the next. Adds what is new, never overwrites what is there. */
export type Step = (fields: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/**
 * Brings stored fields to the present version, one step after another. A version that is no number, or that has no step,
 * is left for the schema to judge.
 *
 * @param steps - what each version changed, by the version that it leaves
 */
export function migrateRecord(
  fields: Readonly<Record<string, unknown>>,
  steps: Readonly<Record<number, Step>>,
  { from, to }: { readonly from: unknown; readonly to: number }
): Readonly<Record<string, unknown>> {
  if (typeof from !== 'number' || from > to) {
    return fields;
  }
  let moved = fields;
  for (let version = from; version < to; version += 1) {
    const step = steps[version];
    if (step === undefined) {
      return moved;
    }
    moved = step(moved);
  }
  return { ...moved, version: to };
}
