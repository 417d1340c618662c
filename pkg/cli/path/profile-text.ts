import type { CallPath, TraceGroup } from '../../../src/engine/path';
import { words } from '../words';
import { lengthText } from './path-text';
import type { Profile } from './profile';
import { rowsOf } from './profile-json';
import { table } from './table';

/** Rows of a table that a person still reads. */
const MAX_ROWS = 40;
const FEW_ROWS = 15;

/** The profile for people: call paths, what slow requests do that others do not, and what would save most. */
export function profileText(profile: Profile): string {
  const { group, options } = profile;
  if (group === undefined) {
    return words('profile.none', {});
  }
  const { totals, traces, spans } = group;
  const head = words('profile.head', {
    traces,
    spans,
    rule: options.rule,
    p50: lengthText(totals.p50),
    p95: lengthText(totals.p95),
    p99: lengthText(totals.p99),
    max: lengthText(totals.max),
  });
  return [head, callPaths(profile, group), cohorts(profile, group), savings(profile)]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Call paths as a tree, the longest branch first; means over all traces. */
function callPaths(profile: Profile, group: TraceGroup): string {
  const rows = treeOrder(group.callPaths);
  const shown = rows.slice(0, MAX_ROWS);
  const lines = table(
    ['path', 'length', 'own', 'share', 'spans', 'worst'].map((name) => words(`profile.column.${name}`, {})),
    shown.map(({ row, depth }) => callPathRow(profile, group, row, depth))
  );
  return rows.length > shown.length ? `${lines}\n${words('path.more', { count: rows.length - shown.length })}` : lines;
}

function callPathRow({ operations, idOf }: Profile, group: TraceGroup, row: number, depth: number): readonly string[] {
  const path = group.callPaths[row];
  if (path === undefined) {
    return [];
  }
  const name = operations[path.operation];
  const [worst] = path.exemplars;
  return [
    `${'  '.repeat(depth)}${name?.service ?? ''} ${name?.operation ?? ''}`,
    lengthText(path.inclusive / group.traces),
    lengthText(path.exclusive / group.traces),
    shareText(path.exclusive / group.time),
    String(path.spans),
    worst === undefined ? '' : `${lengthText(worst.exclusive)} ${idOf(worst.traceId, worst.spanId).traceId}`,
  ];
}

/** Depth first, siblings by their time. Iterative: call paths of recursive services are deep. */
function treeOrder(paths: readonly CallPath[]): ReadonlyArray<{ readonly row: number; readonly depth: number }> {
  const children = new Map<number, number[]>();
  paths.forEach(({ parent }, row) => children.set(parent, [...(children.get(parent) ?? []), row]));
  const ordered: Array<{ row: number; depth: number }> = [];
  const shortestFirst = (rows: readonly number[]): readonly number[] =>
    [...rows].sort((a, b) => (paths[a]?.inclusive ?? 0) - (paths[b]?.inclusive ?? 0));
  const stack = shortestFirst(children.get(-1) ?? []).map((row) => ({ row, depth: 0 }));
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { row, depth } = next;
    ordered.push(next);
    stack.push(...shortestFirst(children.get(row) ?? []).map((child) => ({ row: child, depth: depth + 1 })));
  }
  return ordered;
}

/** Share of the time of each cohort, by operation; operations of the slowest cohort first. */
function cohorts({ operations }: Profile, { cohorts: all }: TraceGroup): string {
  const last = all[all.length - 1];
  if (last === undefined) {
    return '';
  }
  const rows = [...new Set([last, ...all].flatMap((cohort) => rowsOf(cohort).slice(0, FEW_ROWS)))].slice(0, FEW_ROWS);
  const heads = all.map(({ quantile }) =>
    quantile === undefined ? words('profile.column.all', {}) : `P${Math.round(quantile * 100)}`
  );
  return table(
    [words('profile.column.cohort', {}), ...heads],
    [
      ...rows.map((row) => [
        `${operations[row]?.service ?? ''} ${operations[row]?.operation ?? ''}`,
        ...all.map(({ share }) => shareText(share[row] ?? 0)),
      ]),
      [words('profile.column.traces', {}), ...all.map(({ traces }) => String(traces))],
      [words('profile.column.mean', {}), ...all.map(({ mean }) => lengthText(mean))],
    ]
  );
}

function savings({ savings: all }: Profile): string {
  return all.length === 0
    ? ''
    : table(
        ['saving', 'saved', 'share', 'p50', 'p95', 'p99'].map((name) => words(`profile.column.${name}`, {})),
        all
          .slice(0, FEW_ROWS)
          .map(({ service, operation, saved, share, after }) => [
            `${service} ${operation}`,
            lengthText(saved),
            shareText(share),
            lengthText(after.p50),
            lengthText(after.p95),
            lengthText(after.p99),
          ])
      );
}

function shareText(share: number): string {
  return Number.isFinite(share) && share > 0 ? `${(share * 100).toFixed(1)} %` : '';
}
