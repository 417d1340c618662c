import type { DataFrame, Field, FieldConfig } from '@grafana/data';
import type { SignalRow } from '../../engine/signals';
import { clewFrame, numberField, textField } from '../field';
import type { WriteTableOptions } from '../tables/report';

/** What a node says of itself besides its numbers. */
export interface GraphWords extends WriteTableOptions {
  /** Second line of a node: when it degraded, or ''. */
  readonly subtitle?: (service: string) => string;
}

interface Node {
  readonly service: string;
  readonly row: SignalRow | undefined;
}

/**
 * Writes services and the calls between them as the two frames of Grafana's own Node graph: requests a second and P99 as
 * statistics, failed requests as the red arc. Both ends of every edge are nodes, measured or not.
 *
 * @param rows - of services and of edges, as `signalRows` makes them; others are passed over
 */
export function writeGraph(rows: readonly SignalRow[], options: GraphWords): DataFrame[] {
  const edges = rows.flatMap((row) => (row.subject.kind === 'edge' ? [{ row, subject: row.subject }] : []));
  const measured = new Map(
    rows.flatMap((row) => (row.subject.kind === 'service' ? [[row.subject.service, row] as const] : []))
  );
  const names = new Set([...measured.keys(), ...edges.flatMap(({ subject }) => [subject.client, subject.service])]);
  const nodes = [...names].sort().map((service): Node => ({ service, row: measured.get(service) }));
  return [
    graphFrame('nodes', options, [
      text('id', nodes, ({ service }) => service),
      text('title', nodes, ({ service }) => service),
      text('subtitle', nodes, ({ service }) => options.subtitle?.(service) ?? ''),
      ...statistics(
        nodes.map(({ row }) => row),
        options
      ),
      // A node of which nothing is known has no arc: both shares are 0.
      share('arc__failed', nodes, 'red', ({ row }) => errorsOf(row) ?? 0),
      share('arc__success', nodes, 'green', ({ row }) => (row === undefined ? 0 : 1 - (errorsOf(row) ?? 0))),
    ]),
    graphFrame('edges', options, [
      text('id', edges, ({ subject }) => JSON.stringify([subject.client, subject.service])),
      text('source', edges, ({ subject }) => subject.client),
      text('target', edges, ({ subject }) => subject.service),
      ...statistics(
        edges.map(({ row }) => row),
        options
      ),
      text('color', edges, ({ row }) => ((errorsOf(row) ?? 0) > 0 ? 'red' : '')),
    ]),
  ];
}

function errorsOf(row: SignalRow | undefined): number | undefined {
  return row?.cells.errors.value;
}

function graphFrame(name: 'nodes' | 'edges', options: GraphWords, fields: Field[]): DataFrame {
  return clewFrame({ kind: 'graph', name, options, meta: { preferredVisualisationType: 'nodeGraph' }, fields });
}

function text<T>(name: string, items: readonly T[], cell: (item: T) => string): Field {
  return textField(name, items.map(cell));
}

function share<T>(name: string, items: readonly T[], color: string, cell: (item: T) => number): Field {
  return numberField(name, items.map(cell), { color: { mode: 'fixed', fixedColor: color } });
}

/** The line under a name, and the one under that. */
function statistics(rows: ReadonlyArray<SignalRow | undefined>, { heading }: GraphWords): Field[] {
  const field = (name: string, of: 'traffic' | 'p99', config: FieldConfig): Field =>
    numberField(
      name,
      rows.map((row) => row?.cells[of].value ?? null),
      { ...config, displayName: heading?.(of) ?? of }
    );
  return [
    field('mainstat', 'p99', { unit: 's', decimals: 2 }),
    field('secondarystat', 'traffic', { unit: 'reqps', decimals: 1 }),
  ];
}
