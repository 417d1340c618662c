import { zipSync } from 'fflate';

import { type Bundle } from './bundle';

/** The zip format's earliest day: the same tree gives the same bytes. */
const FIXED_TIME = new Date('1980-01-01T00:00:00');

/** The zip that Grafana installs: one folder, named after the app's id, files in order of their names. */
export function pack({ files }: Bundle, id: string): Uint8Array {
  const entries = [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([file, bytes]) => [`${id}/${file}`, bytes]);
  return zipSync(Object.fromEntries(entries), { mtime: FIXED_TIME, level: 9 });
}
