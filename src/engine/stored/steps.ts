/** Fields as somebody stored them: a query, settings, options of a panel. */
export type Stored = Readonly<Record<string, unknown>>;

/** A change of stored fields from one version to the next. Adds or moves what is new; never throws for odd input. */
export type Step = (fields: Stored) => Stored;

/** From which version to which. */
interface Span {
  readonly from: unknown;
  readonly to: number;
}

/**
 * Brings stored fields to the present version, one step after another, and stamps them. What is newer, or whose version is
 * no number, is left as it is: its schema may judge it. Running it twice changes nothing.
 *
 * @param steps - what each version changed, by the version that it leaves; a version that changed nothing has none
 */
export function migrateRecord(fields: Stored, steps: Readonly<Record<number, Step>>, { from, to }: Span): Stored {
  if (typeof from !== 'number' || from > to) {
    return fields;
  }
  let moved = fields;
  for (let version = from; version < to; version += 1) {
    moved = steps[version]?.(moved) ?? moved;
  }
  return { ...moved, version: to };
}

/** The version that stored fields say they have. */
export function versionOf(fields: unknown, otherwise: number): unknown {
  return typeof fields === 'object' && fields !== null && 'version' in fields
    ? (fields.version ?? otherwise)
    : otherwise;
}
