import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

import type { Memory } from '../../pkg/workbench/sources';
import { evaluate } from '../../pkg/workbench/sources/prometheus/evaluate';
import { readPromQl } from '../../pkg/workbench/sources/prometheus/promql';
import { allQueries, type KnownQuery } from '../../src/datasource/language/promql-all';
import { discoveryQuery } from '../../src/datasource/language/promql-discovery';
import { type Breakdown, CONVENTIONS, type Presence } from '../../src/engine/signals';

const ROOT = join(__dirname, '../..');
const BREAKDOWNS: readonly Breakdown[] = ['service', 'instance', 'edge'];

/** Every PromQL that the product can send, whatever a source may hold: one for each way that a convention may be met. */
export function documentedQueries(): readonly KnownQuery[] {
  return distinct(allQueries());
}

/** Every PromQL that the product sends to a source that holds these samples, found out as the product does: by its discovery. */
export function queriesFor(memory: Memory, atMs: number): readonly KnownQuery[] {
  const presences = BREAKDOWNS.flatMap((breakdown) => {
    const scope = {
      conventions: CONVENTIONS,
      breakdown,
      services: [],
      scopeLabels: [],
      filters: [],
      resources: true,
      whole: true,
    };
    const expr = discoveryQuery(scope) ?? '';
    const scene = { series: memory.series, steps: { startMs: atMs, stepMs: 1, count: 1 }, version: 2 } as const;
    return evaluate(scene, readPromQl(expr)).map(({ labels }): Presence => {
      const { __name__: metric = '', ...rest } = labels;
      return { metric, labels: rest };
    });
  });
  return distinct(allQueries({ presences }));
}

/** PromQL of the dashboards and alert rules that are provisioned or shipped, with variables as Grafana would fill them. */
export function provisionedQueries(): readonly KnownQuery[] {
  const files = ['provisioning', 'src'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(json|ya?ml)$/.test(file))
      .map((file) => join(folder, file))
  );
  const found = files.flatMap((file) => {
    const document: unknown = parse(readFileSync(join(ROOT, file), 'utf8'));
    return expressionsIn(document).map((expr, index) => ({
      name: `${file} ${index}`,
      expr: filled(expr),
      native: false,
    }));
  });
  return distinct(found);
}

function distinct(queries: readonly KnownQuery[]): readonly KnownQuery[] {
  return [...new Map(queries.map((query) => [query.expr, query])).values()];
}

/** Every `expr` of a document but those that are LogQL: a selector in braces without a metric before it. */
function expressionsIn(document: unknown): readonly string[] {
  const found: string[] = [];
  const waiting: unknown[] = [document];
  for (let next = waiting.pop(); waiting.length > 0 || next !== undefined; next = waiting.pop()) {
    if (Array.isArray(next)) {
      waiting.push(...next);
    } else if (typeof next === 'object' && next !== null) {
      const { expr, ...others }: { expr?: unknown } = next;
      waiting.push(...Object.values(others));
      if (typeof expr === 'string' && expr.trim() !== '' && !isLogQl(expr)) {
        found.push(expr);
      } else if (typeof expr === 'object') {
        waiting.push(expr);
      }
    }
  }
  return found;
}

function isLogQl(expr: string): boolean {
  return /\|[=~]|(?:^|\()\s*\{(?![^}]*__name__)/.test(expr);
}

const BUILT_IN: Readonly<Record<string, string>> = {
  __rate_interval: '1m',
  __interval: '15s',
  __range: '10m',
  __range_s: '600',
  __interval_ms: '15000',
};

/** Variables stand in for any value: `.+` where they are matched, a service's name elsewhere. */
function filled(expr: string): string {
  return expr.replace(/\$\{?(\w+)(?::\w+)?\}?/g, (_, name: string) => BUILT_IN[name] ?? '.+');
}
