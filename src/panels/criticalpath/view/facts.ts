import { t } from '@grafana/i18n';
import { MISSING_PARENT, SpanFlag } from '../../../engine/model';
import { addNanos, nanos } from '../../../engine/units';
import { type Fact, formatMoment, formatOffset, raw, shiftFacts, shiftText } from '../../../ui';
import { dragOf, movedBy, type OneTrace, shiftOf, slackOf } from '../viewModel';
import { keyOf, type Words } from './words';

/** The facts of one span: when, how long, what of it the request waited for, and how it ended. */
export function spanFacts(one: OneTrace, row: number, words: Words, timeZone: string): readonly Fact[] {
  const { trace } = one;
  const start = nanos(trace.start[row] ?? 0);
  const status = [trace.status[row], trace.statusMessage[row]].filter((part) => part !== '' && part !== undefined);
  return [
    { name: t('criticalpath.fact.service', 'Service'), value: words.service(serviceOf(one, row)) },
    { name: t('criticalpath.fact.start', 'Start'), value: formatMoment(addNanos(trace.origin, start), timeZone) },
    { name: t('criticalpath.fact.offset', 'Offset'), value: formatOffset(start) },
    ...shiftFactsOf(one, row, timeZone),
    { name: t('criticalpath.fact.duration', 'Duration'), value: words.length(nanos(trace.duration[row] ?? 0)) },
    ...pathFacts(one, row, words),
    { name: t('criticalpath.fact.kind', 'Kind'), value: trace.kind[row] ?? '' },
    { name: t('criticalpath.fact.status', 'Status'), value: status.join(': ') },
    ...oddities(one, row),
  ];
}

/** How the span was moved, and its own time. */
function shiftFactsOf({ trace }: OneTrace, row: number, timeZone: string): readonly Fact[] {
  const moved = movedBy(trace);
  return shiftFacts({
    shift: shiftOf(trace, row),
    time: addNanos(trace.origin, nanos(trace.start[row] ?? 0)),
    timeZone,
    ...(moved !== undefined && { of: { trace, span: row, correction: moved.correction } }),
  });
}

/** What the span costs the request; off the path, how much slower it could be. */
function pathFacts(one: OneTrace, row: number, words: Words): readonly Fact[] {
  const { path } = one;
  if (path.onPath[row] !== 1) {
    const off = { name: t('criticalpath.fact.path', 'On the path'), value: t('criticalpath.fact.off-path', 'no') };
    const slack = slackOf(one, row);
    return slack === undefined
      ? [off]
      : [off, { name: t('criticalpath.fact.slack', 'Slack'), value: words.length(slack) }];
  }
  const time = path.exclusive[row] ?? 0;
  const drag = dragOf(one, row);
  return [
    {
      name: t('criticalpath.fact.path', 'On the path'),
      value: `${words.length(nanos(time))} (${words.share(path.length === 0 ? 0 : time / path.length)})`,
    },
    ...(drag === undefined ? [] : [{ name: t('criticalpath.fact.drag', 'Drag'), value: words.length(drag) }]),
  ];
}

function oddities({ trace, path }: OneTrace, row: number): readonly Fact[] {
  const name = t('criticalpath.fact.note', 'Note');
  const notes: string[] = [];
  if (trace.parent[row] === MISSING_PARENT) {
    const parent = trace.parentSpanId[row] ?? '';
    notes.push(t('criticalpath.fact.orphan', 'its parent {{parent}} is not in the trace', raw({ parent })));
  }
  if (((trace.flags[row] ?? 0) & SpanFlag.NegativeDuration) !== 0) {
    notes.push(t('criticalpath.fact.negative', 'ended before it started; counted as 0 long'));
  }
  if (path.asynchronous[row] === 1) {
    notes.push(t('criticalpath.fact.asynchronous', 'asynchronous: nobody waits for it'));
  }
  if (path.outside[row] === 1) {
    notes.push(t('criticalpath.fact.outside', 'lies outside its parent; left out'));
  }
  return notes.map((value) => ({ name, value }));
}

/** One sentence for screen readers, on what the keyboard stands on. */
export function describeSpan(one: OneTrace, row: number, words: Words): string {
  const { trace, path } = one;
  const time = nanos(path.exclusive[row] ?? 0);
  return [
    words.service(serviceOf(one, row)),
    words.operation(trace.operation[row] ?? ''),
    words.length(nanos(trace.duration[row] ?? 0)),
    shiftOf(trace, row) === 0 ? '' : shiftText(shiftOf(trace, row)),
    path.onPath[row] === 1
      ? words.onPath(time, dragOf(one, row))
      : t('criticalpath.fact.not-on-path', 'not on the path'),
    trace.status[row] === 'error' ? t('criticalpath.fact.failed', 'failed') : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** Key of a span's service. */
export function serviceOf({ trace }: OneTrace, row: number): string {
  return keyOf(trace.services[trace.service[row] ?? -1]);
}
