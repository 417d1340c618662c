/** When a version of a service was running: epoch milliseconds, ascending. */
export interface VersionSeen {
  /** Whose it is. */
  readonly service: string;
  readonly version: string;
  readonly times: readonly number[];
}

/** A version that began to run beside or after another one. */
export interface Deploy {
  readonly at: number;
  readonly version: string;
  /** The version that was running before; '' when none was seen. */
  readonly before: string;
}

/** Samples that may be missing before a version counts as gone. */
const MISSED = 3;

/**
 * Deploys, from when each version was seen. A version that is there from the first sample on was deployed earlier; one
 * that comes back after another version has run in between was rolled back to. O(samples · log samples).
 *
 * @param stepMs - distance of two samples
 */
export function deploysIn(versions: ReadonlyArray<Omit<VersionSeen, 'service'>>, stepMs: number): readonly Deploy[] {
  const seen = versions
    .flatMap(({ version, times }) => times.map((at) => ({ at, version })))
    .sort((a, b) => a.at - b.at || (a.version < b.version ? -1 : 1));
  const first = seen[0]?.at;
  const last = new Map<string, number>();
  const deploys: Deploy[] = [];
  for (const { at, version } of seen) {
    const before = newest(last, version);
    const seenAt = last.get(version);
    const returned =
      seenAt !== undefined && at - seenAt > MISSED * stepMs && before !== undefined && before.at > seenAt;
    if (at !== first && (seenAt === undefined || returned)) {
      deploys.push({ at, version, before: before?.version ?? '' });
    }
    last.set(version, at);
  }
  return deploys;
}

/** The other version that was seen last. */
function newest(
  last: ReadonlyMap<string, number>,
  except: string
): { readonly version: string; readonly at: number } | undefined {
  let found: { readonly version: string; readonly at: number } | undefined;
  for (const [version, at] of last) {
    if (version !== except && (found === undefined || at >= found.at)) {
      found = { version, at };
    }
  }
  return found;
}
