import * as v from 'valibot';

const STORAGE_KEY = 'clew.investigate.recent';
const MOST = 8;

const entrySchema = v.object({ source: v.string(), key: v.string(), id: v.string(), from: v.string(), to: v.string() });
const listSchema = v.array(entrySchema);

/** One investigation: which Clew data source was asked for which ID, in which range. */
export type Investigation = Readonly<v.InferOutput<typeof entrySchema>>;

/** The part of the browser's storage that is used. */
type Memory = Pick<Storage, 'getItem' | 'setItem'>;

/** The last investigations in this browser, the newest first; none when storage is empty, broken or forbidden. */
export function recentInvestigations(memory: Memory): readonly Investigation[] {
  try {
    const read = v.safeParse(listSchema, JSON.parse(memory.getItem(STORAGE_KEY) ?? '[]'));
    return read.success ? read.output : [];
  } catch {
    return [];
  }
}

/** Puts one in front; the same ID of the same key is kept once. */
export function rememberInvestigation(memory: Memory, one: Investigation): void {
  const others = recentInvestigations(memory).filter(({ key, id }) => key !== one.key || id !== one.id);
  store(memory, [one, ...others].slice(0, MOST));
}

/** Forgets them all. */
export function forgetInvestigations(memory: Memory): void {
  store(memory, []);
}

function store(memory: Memory, list: readonly Investigation[]): void {
  try {
    memory.setItem(STORAGE_KEY, JSON.stringify(list));
  } catch {
    // Storage may be full or forbidden; the list is a convenience.
  }
}
