import type { DataFrame } from '@grafana/data';
import type { ChangeEvent } from '../../engine/cascade';
import type { Outcome } from '../../engine/result';
import { addNanos, diffEpoch, type EpochNs } from '../../engine/units';
import { checkFrame } from '../check';
import { clewFrame, textField, timeField } from '../field';
import { column, fieldNamed, frameName, optionalText, rowsOf, textOf, timeOf, type FrameInput } from '../frame';
import { Problems } from '../problems';
import { tagOf } from '../tag';
import type { WriteTableOptions } from '../tables/report';
import { epochNsFromParts, nanosBeyond, partsOfEpochNs } from '../time';

/**
 * Writes what changed as a table, in order of time. `readChanges(writeChanges(x, origin), origin)` is `x`.
 * @param origin - what the times of the changes are relative to
 */
export function writeChanges(changes: readonly ChangeEvent[], origin: EpochNs, options: WriteTableOptions): DataFrame {
  const heading = (field: string) => ({ displayName: options.heading?.(field) ?? field });
  const parts = changes.map(({ at }) => partsOfEpochNs(addNanos(origin, at)));
  const texts = (field: 'service' | 'kind' | 'text' | 'before') =>
    textField(
      field,
      changes.map((change) => change[field] ?? ''),
      heading(field)
    );
  return clewFrame({
    kind: 'changes',
    name: 'Changes',
    options,
    meta: { preferredVisualisationType: 'table' },
    fields: [
      timeField(
        'time',
        parts.map(({ ms }) => ms),
        heading('time'),
        parts.map(({ nanos }) => nanos)
      ),
      ...(['service', 'kind', 'text', 'before'] as const).map(texts),
    ],
  });
}

/**
 * Reads the tables of changes among frames of ours; other frames are passed over.
 * @param origin - what the times of the result are relative to
 */
export function readChanges(frames: readonly FrameInput[], origin: EpochNs): Outcome<readonly ChangeEvent[]> {
  const problems = new Problems();
  const changes = frames.flatMap((frame) =>
    checkFrame(frame, problems) && tagOf(frame, 'changes') !== undefined ? readRows(frame, origin, problems) : []
  );
  return { result: changes, problems: problems.list() };
}

const KINDS: ReadonlyArray<ChangeEvent['kind']> = [
  'deploy',
  'version',
  'configuration',
  'scaling',
  'log-template',
  'error-type',
  'traffic-shift',
];

function readRows(frame: FrameInput, origin: EpochNs, problems: Problems): readonly ChangeEvent[] {
  const time = fieldNamed(frame, 'time');
  return Array.from({ length: rowsOf(frame) }, (_, row) => row).flatMap((row): readonly ChangeEvent[] => {
    const ms = timeOf(time?.values?.[row]);
    const kind = KINDS.find((one) => one === column(frame, 'kind')[row]);
    if (ms === undefined || kind === undefined) {
      problems.row('table.bad-row', frameName(frame), column(frame, ms === undefined ? 'time' : 'kind')[row]);
      return [];
    }
    const before = optionalText(column(frame, 'before')[row]);
    return [
      {
        kind,
        at: diffEpoch(epochNsFromParts(ms, nanosBeyond(time?.nanos, row)), origin),
        service: textOf(column(frame, 'service')[row]),
        text: textOf(column(frame, 'text')[row]),
        ...(before === undefined ? {} : { before }),
      },
    ];
  });
}
