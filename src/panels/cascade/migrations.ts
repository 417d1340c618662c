import { type CascadeOptions, OPTIONS_VERSION } from './options';

/**
 * Options of a stored panel in today's shape. Those without a version were written by hand: they are of today. Those of
 * a newer version are left as they are, so that saving with this one loses nothing that it does not know.
 */
export function migrateOptions(stored: Partial<CascadeOptions>): Partial<CascadeOptions> {
  const { version = OPTIONS_VERSION } = stored;
  return version > OPTIONS_VERSION ? stored : { ...stored, version: OPTIONS_VERSION };
}
