/** A resource as the data source names it: a kind, and which of its kind. Recording rules have underscores, or more colons. */
const NAME = /^([a-z-]+):([a-z\d-]+)$/;
/** Kinds that are written in capitals. */
const ACRONYMS: ReadonlySet<string> = new Set(['cpu', 'gc', 'io']);

/** `CPU (process)` for `cpu:process`; any other name of a metric as it is. */
export function resourceName(name: string): string {
  const [, kind = name, which] = NAME.exec(name) ?? [];
  const shown = ACRONYMS.has(kind) ? kind.toUpperCase() : kind;
  return which === undefined ? shown : `${shown} (${which})`;
}
