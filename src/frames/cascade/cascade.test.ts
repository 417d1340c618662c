import { type DataFrame, toDataFrame } from '@grafana/data';
import type { ChangeEvent } from '../../engine/cascade';
import { type Compared, NOT_MEASURED, type SignalRow, type Subject } from '../../engine/signals';
import { addNanos, epochNs, nanos } from '../../engine/units';
import { classifyFrames } from '../classify';
import { readChanges, writeChanges } from './changes';
import { writeGraph } from './graph';

const ORIGIN = epochNs(1_766_000_000_000_000_003n);
const OPTIONS = { refId: 'A' };

const CHANGES: readonly ChangeEvent[] = [
  { kind: 'deploy', at: nanos(-7), service: 'cart', text: '1.4.2', before: '1.4.1' },
  { kind: 'scaling', at: nanos(0), service: '', text: '3 pods' },
];

function snapshot(frame: DataFrame): DataFrame {
  return toDataFrame(JSON.parse(JSON.stringify(frame)));
}

describe('changes', () => {
  const frame = writeChanges(CHANGES, ORIGIN, OPTIONS);

  it('are read as they were written, to the nanosecond, through JSON too', () => {
    expect(readChanges([frame], ORIGIN)).toEqual({ result: CHANGES, problems: [] });
    const copy = snapshot(frame);
    expect(readChanges([copy], ORIGIN).result).toEqual(CHANGES);
    expect(classifyFrames([frame]).clew.changes).toEqual([frame]);
  });

  it('are told relative to the origin that is given', () => {
    expect(readChanges([frame], addNanos(ORIGIN, nanos(5))).result.map(({ at }) => at)).toEqual([-12, -5]);
  });

  it('of an unknown kind are left out, and said so', () => {
    const fields = frame.fields.map((field) =>
      field.name === 'kind' ? { ...field, values: ['magic', 'scaling'] } : field
    );
    const { result, problems } = readChanges([{ ...frame, fields }, { fields: [] }], ORIGIN);
    expect(result).toEqual([CHANGES[1]]);
    expect(problems).toMatchObject([{ code: 'table.bad-row', params: { value: 'magic' } }]);
  });
});

function row(subject: Subject, traffic?: number, errors?: number): SignalRow {
  const cell = (value: number | undefined): Compared => ({ ...NOT_MEASURED, value });
  return {
    subject,
    identity: { key: subject.service, name: subject.service, namespace: undefined, basis: 'label:service' },
    cells: {
      traffic: cell(traffic),
      errors: cell(errors),
      p50: NOT_MEASURED,
      p95: NOT_MEASURED,
      p99: cell(0.25),
      mean: NOT_MEASURED,
      'log-errors': NOT_MEASURED,
    },
    worst: undefined,
    conventions: [],
  };
}

function table(frame: DataFrame): Readonly<Record<string, readonly unknown[]>> {
  return Object.fromEntries(frame.fields.map(({ name, values }) => [name, values]));
}

describe('the graph of services', () => {
  const [nodes, edges] = writeGraph(
    [
      row({ kind: 'service', service: 'web' }, 10, 0.2),
      row({ kind: 'service', service: 'cart' }, 4),
      row({ kind: 'edge', client: 'web', service: 'cart' }, 4, 0.5),
      row({ kind: 'edge', client: 'cart', service: 'redis' }, 8),
      row({ kind: 'whole', service: '' }, 14),
    ],
    { ...OPTIONS, subtitle: (service) => (service === 'cart' ? 'T+14 s' : '') }
  );

  it('has a node for each service and for each end of an edge, with what is known of it', () => {
    expect(table(nodes)).toEqual({
      id: ['cart', 'redis', 'web'],
      title: ['cart', 'redis', 'web'],
      subtitle: ['T+14 s', '', ''],
      mainstat: [0.25, null, 0.25],
      secondarystat: [4, null, 10],
      arc__failed: [0, 0, 0.2],
      arc__success: [1, 0, 0.8],
    });
  });

  it('has an edge for each call, red where calls fail', () => {
    expect(table(edges)).toMatchObject({
      source: ['web', 'cart'],
      target: ['cart', 'redis'],
      secondarystat: [4, 8],
      color: ['red', ''],
    });
    expect(new Set(table(edges).id).size).toBe(2);
  });

  it('is what Grafana draws as a node graph', () => {
    expect([nodes, edges].map(({ name, meta }) => [name, meta?.preferredVisualisationType])).toEqual([
      ['nodes', 'nodeGraph'],
      ['edges', 'nodeGraph'],
    ]);
    expect(classifyFrames([nodes, edges]).clew.graph).toHaveLength(2);
  });
});
