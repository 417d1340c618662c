import { map, type Observable } from 'rxjs';
import type { ChangeEvent } from '../../engine/cascade';
import { diffEpoch, epochNsFromMs } from '../../engine/units';
import { writeChanges } from '../../frames';
import { reportLine } from '../answer/line';
import type { Part } from '../answer/parts';
import { withQuery } from '../correlate/executed';
import { headingText } from '../correlate/headings';
import { stepOf, versionsSeen, type Found } from '../events/asked';
import { deploysIn, type VersionSeen } from '../events/deploys';
import { queriesSent } from '../events/frame';
import type { LegContext } from '../legs/leg';
import type { LinkedSources } from '../linked';
import type { CascadePlan } from '../plan';

/** What changed in the window, as a part of an answer: versions of services that began to run. */
export function changesPart(plan: CascadePlan, sources: LinkedSources, context: LegContext): Observable<Part> {
  return versionsSeen(plan, sources, context).pipe(map((found) => partOf(plan, found)));
}

function partOf({ refId, window }: CascadePlan, found: Found<VersionSeen>): Part {
  const changes = deploys(found.items, stepOf(window)).flatMap(({ service, at, version, before }): ChangeEvent[] => {
    const time = epochNsFromMs(at);
    return time < window.from || time > window.to
      ? []
      : [
          {
            kind: 'deploy',
            at: diffEpoch(time, window.from),
            service,
            text: version,
            ...(before !== '' && { before }),
          },
        ];
  });
  return {
    lines: found.sent.map(({ source }) => {
      const failure = found.failures.find((failed) => failed.source === source)?.failure;
      const leg = `${source.signal}:versions:${source.uid}`;
      const { length: rows } = changes;
      const { key, params } = failure ?? { key: rows > 0 ? 'leg.done' : 'leg.no-changes', params: {} };
      return reportLine(leg, source, failure?.state ?? (rows > 0 ? 'done' : 'empty'), key, params, rows, undefined);
    }),
    settled: true,
    hasRows: changes.length > 0,
    frames: () => [
      withQuery(writeChanges(changes, window.from, { refId, heading: headingText }), queriesSent(found.sent)),
    ],
  };
}

function deploys(versions: readonly VersionSeen[], stepMs: number) {
  const byService = new Map<string, VersionSeen[]>();
  for (const seen of versions) {
    byService.set(seen.service, [...(byService.get(seen.service) ?? []), seen]);
  }
  return [...byService]
    .flatMap(([service, seen]) => deploysIn(seen, stepMs).map((deploy) => ({ ...deploy, service })))
    .sort((a, b) => a.at - b.at);
}
