import type { DataFrame } from '@grafana/data';
import type { LegState, ReportLine, Signal } from '../../engine/correlation';
import type { Outcome, ProblemParams } from '../../engine/result';
import { checkFrame } from '../check';
import { clewFrame, HIDDEN, numberField, otherField, textField } from '../field';
import { column, frameName, isRecord, numberOf, rowsOf, textOf, type FrameInput } from '../frame';
import type { WriteOptions } from '../links';
import { Problems } from '../problems';
import { tagOf } from '../tag';
import { readParams } from './params';

/** How tables of message keys are written. */
export interface WriteTableOptions extends WriteOptions {
  /** Words for a message key; the key itself by default. */
  readonly text?: (key: string, params: ProblemParams) => string;
  /** Heading of a field; its name by default. */
  readonly heading?: (field: string) => string;
}

/** What was asked for, its variables replaced: frames else say only what was found. */
export interface AskedId {
  /** Name of the key. */
  readonly key: string;
  readonly id: string;
}

export interface WriteReportOptions extends WriteTableOptions {
  readonly asked?: AskedId;
}

const WIDTHS = { state: 110, signal: 90, source: 160, rows: 80, elapsed: 100 } as const;

/**
 * Writes the join report as a table: state, signal, source, message, rows, elapsed, leg. Message keys and parameters
 * are kept in hidden fields; what was asked for is in the tag. `readReport(writeReport(x))` is `x`.
 */
export function writeReport(lines: readonly ReportLine[], options: WriteReportOptions): DataFrame {
  const say = options.text ?? ((key: string) => key);
  const heading = (field: string) => ({ displayName: options.heading?.(field) ?? field });
  const sized = (field: keyof typeof WIDTHS) => ({ ...heading(field), custom: { width: WIDTHS[field] } });
  return clewFrame({
    kind: 'report',
    name: 'Join report',
    options,
    ...(options.asked === undefined ? {} : { tag: { asked: { ...options.asked } } }),
    meta: { preferredVisualisationType: 'table' },
    fields: [
      textField(
        'state',
        lines.map((line) => line.state),
        sized('state')
      ),
      textField(
        'signal',
        lines.map((line) => line.signal),
        sized('signal')
      ),
      textField(
        'source',
        lines.map((line) => line.source),
        sized('source')
      ),
      textField(
        'message',
        lines.map((line) => say(line.message, line.params)),
        heading('message')
      ),
      numberField(
        'rows',
        lines.map((line) => line.rows),
        { ...sized('rows'), unit: 'short' }
      ),
      numberField(
        'elapsed',
        lines.map((line) => line.elapsedMs ?? null),
        { ...sized('elapsed'), unit: 'ms' }
      ),
      textField(
        'leg',
        lines.map((line) => line.leg),
        heading('leg')
      ),
      textField(
        'clewMessage',
        lines.map((line) => line.message),
        HIDDEN
      ),
      otherField(
        'clewParams',
        lines.map((line) => line.params),
        HIDDEN
      ),
    ],
  });
}

/** Reads the join reports among frames of ours; other frames are passed over. */
export function readReport(frames: readonly FrameInput[]): Outcome<readonly ReportLine[]> {
  const problems = new Problems();
  const lines = frames.flatMap((frame) =>
    checkFrame(frame, problems) && tagOf(frame, 'report') !== undefined ? readFrame(frame, problems) : []
  );
  return { result: lines, problems: problems.list() };
}

/** What the first report among the frames was asked for; `undefined` when none says so. */
export function readAsked(frames: readonly FrameInput[]): AskedId | undefined {
  for (const frame of frames) {
    const tag = isRecord(frame) ? tagOf(frame, 'report') : undefined;
    const asked = tag?.asked;
    if (isRecord(asked) && typeof asked.key === 'string' && typeof asked.id === 'string') {
      return { key: asked.key, id: asked.id };
    }
  }
  return undefined;
}

const signals: readonly Signal[] = ['traces', 'logs', 'metrics'];
const states: readonly LegState[] = [
  'waiting',
  'loading',
  'done',
  'empty',
  'partial',
  'failed',
  'forbidden',
  'timed-out',
  'skipped',
];

function readFrame(frame: FrameInput, problems: Problems): readonly ReportLine[] {
  return Array.from({ length: rowsOf(frame) }, (_, row) => row).flatMap((row) => {
    const state = states.find((one) => one === column(frame, 'state')[row]);
    const signal = signals.find((one) => one === column(frame, 'signal')[row]);
    if (state === undefined || signal === undefined) {
      problems.row('table.bad-row', frameName(frame), column(frame, state === undefined ? 'state' : 'signal')[row]);
      return [];
    }
    return [
      {
        leg: textOf(column(frame, 'leg')[row]),
        signal,
        source: textOf(column(frame, 'source')[row]),
        state,
        message: textOf(column(frame, 'clewMessage')[row]),
        params: readParams(column(frame, 'clewParams')[row]),
        rows: numberOf(column(frame, 'rows')[row]) ?? 0,
        elapsedMs: numberOf(column(frame, 'elapsed')[row]),
      },
    ];
  });
}
