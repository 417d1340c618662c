import type { DataFrame } from '@grafana/data';
import type { Join } from '../../engine/correlation';
import type { LogLevel, ServiceIdentity, SpanStatus } from '../../engine/model';
import type { Outcome } from '../../engine/result';
import { nanos } from '../../engine/units';
import { checkFrame } from '../check';
import { clewFrame, HIDDEN, linked, numberField, textField, timeField } from '../field';
import { column, fieldNamed, frameName, numberOf, rowsOf, textOf, timeOf, valuesOf, type FrameInput } from '../frame';
import { traceLinks } from '../links';
import { Problems } from '../problems';
import { readIdentities, readIndex, tagOf } from '../tag';
import { epochNsFromParts, nanosBeyond, partsOfEpochNs } from '../time';
import type { WriteTableOptions } from './report';
import { timelineRows, type TimelineKind, type TimelineRow } from './timeline-rows';

/**
 * Writes everything of a join as one flat table in time order: time (with nanoseconds), service, kind, text, level,
 * duration, trace ID, span ID. `readTimeline(writeTimeline(join))` is `timelineRows(join)`.
 *
 * @param options - `source` is where the traces are
 */
export function writeTimeline(join: Join, options: WriteTableOptions): DataFrame {
  const rows = timelineRows(join);
  const parts = rows.map((row) => partsOfEpochNs(row.time));
  const { services, serviceRows } = distinctServices(rows);
  const heading = (field: string) => ({ displayName: options.heading?.(field) ?? field });
  const sized = (field: string, width: number) => ({ ...heading(field), custom: { width } });
  const byTrace = traceLinks(options);
  const bySpan = traceLinks(options, '${__data.fields.traceID}', '${__value.raw}');
  return clewFrame({
    kind: 'timeline',
    name: 'Timeline',
    options,
    tag: { services },
    meta: { preferredVisualisationType: 'table' },
    fields: [
      timeField(
        'time',
        parts.map((part) => part.ms),
        sized('time', 190),
        parts.map((part) => part.nanos)
      ),
      textField(
        'service',
        rows.map((row) => row.service.name),
        sized('service', 150)
      ),
      textField(
        'kind',
        rows.map((row) => row.kind),
        sized('kind', 90)
      ),
      textField(
        'text',
        rows.map((row) => row.text),
        heading('text')
      ),
      textField(
        'level',
        rows.map((row) => row.level),
        sized('level', 90)
      ),
      numberField(
        'duration',
        rows.map((row) => row.duration ?? null),
        { ...sized('duration', 110), unit: 'ns' }
      ),
      textField(
        'traceID',
        rows.map((row) => row.traceId),
        linked(byTrace, heading('traceID'))
      ),
      textField(
        'spanID',
        rows.map((row) => row.spanId),
        linked(bySpan, heading('spanID'))
      ),
      numberField('clewService', serviceRows, HIDDEN),
    ],
  });
}

function distinctServices(rows: readonly TimelineRow[]) {
  const services: ServiceIdentity[] = [];
  const known = new Map<string, number>();
  const serviceRows = rows.map(({ service }) => {
    const name = `${service.key}\n${service.basis}`;
    const row = known.get(name) ?? services.push(service) - 1;
    known.set(name, row);
    return row;
  });
  return { services, serviceRows };
}

/** Reads the timeline tables among frames of ours; other frames are passed over. */
export function readTimeline(frames: readonly FrameInput[]): Outcome<readonly TimelineRow[]> {
  const problems = new Problems();
  const rows = frames.flatMap((frame) =>
    checkFrame(frame, problems) && tagOf(frame, 'timeline') !== undefined ? readFrame(frame, problems) : []
  );
  return { result: rows, problems: problems.list() };
}

const kinds: readonly TimelineKind[] = ['span', 'log', 'exemplar'];
const levels: ReadonlyArray<SpanStatus | LogLevel> = [
  'unset',
  'ok',
  'error',
  'critical',
  'warning',
  'info',
  'debug',
  'trace',
  'unknown',
];

function readFrame(frame: FrameInput, problems: Problems): readonly TimelineRow[] {
  const services = readIdentities(tagOf(frame, 'timeline')?.services) ?? [];
  const times = column(frame, 'time');
  const beyond: unknown = fieldNamed(frame, 'time')?.nanos;
  const kindCells = column(frame, 'kind');
  const lengths = column(frame, 'duration');
  const serviceCells = column(frame, 'clewService');
  const text = (name: string) => {
    const values = valuesOf(fieldNamed(frame, name));
    return (row: number) => textOf(values[row]);
  };
  const levelCells = column(frame, 'level');
  const [texts, traceIds, spanIds] = [text('text'), text('traceID'), text('spanID')];
  const rows: TimelineRow[] = [];
  for (let row = 0; row < rowsOf(frame); row++) {
    const ms = timeOf(times[row]);
    const kind = kinds.find((one) => one === kindCells[row]);
    const service = services[readIndex(serviceCells[row], services.length) ?? -1];
    if (ms === undefined || kind === undefined || service === undefined) {
      problems.row('table.bad-row', frameName(frame), texts(row));
      continue;
    }
    const length = numberOf(lengths[row]);
    rows.push({
      time: epochNsFromParts(ms, nanosBeyond(beyond, row)),
      kind,
      service,
      text: texts(row),
      level: levels.find((one) => one === levelCells[row]) ?? '',
      duration: length === undefined ? undefined : nanos(length),
      traceId: traceIds(row),
      spanId: spanIds(row),
    });
  }
  return rows;
}
