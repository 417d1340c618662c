import { t } from '@grafana/i18n';
import type { TimeZone } from '@grafana/schema';
import { MISSING_PARENT, SpanFlag } from '../../../engine/model';
import { addNanos, nanos } from '../../../engine/units';
import {
  attributeText,
  type Fact,
  formatLength,
  formatMoment,
  formatOffset,
  formatValue,
  shiftFacts,
  shiftText,
} from '../../../ui';
import { type Item, itemAt, itemMessage, levelOf, shiftOf, type Timeline } from '../viewModel';
import { itemService, serviceText, stripName } from './words';

const KEY_ATTRIBUTES = [
  'http.request.method',
  'http.method',
  'http.route',
  'http.response.status_code',
  'http.status_code',
  'rpc.method',
  'db.system',
  'db.operation.name',
  'messaging.destination.name',
  'peer.service',
  'server.address',
  'exception.message',
  'request_id',
  'host.name',
  'k8s.pod.name',
  'service.version',
];
const MOST_ATTRIBUTES = 6;

/** What is to be said of an item at a glance. */
export interface ItemFacts {
  readonly title: string;
  readonly lane: number;
  readonly facts: readonly Fact[];
}

/** The facts of one item for its tooltip: service, what it is, when, how long, how it ended, what it carries. */
export function itemFacts(timeline: Timeline, item: number, timeZone: TimeZone): ItemFacts | undefined {
  const found = itemAt(timeline, item);
  if (found === undefined) {
    return undefined;
  }
  const lane = timeline.items.lane[item] ?? 0;
  const service = timeline.lanes[lane]?.service.key ?? '';
  const time = nanos(timeline.items.time[item] ?? 0);
  const times: Fact[] = [
    { name: t('timeline.fact.service', 'Service'), value: service === '' ? serviceText(undefined) : service },
    { name: t('timeline.fact.time', 'Time'), value: formatMoment(addNanos(timeline.origin, time), timeZone) },
    { name: t('timeline.fact.offset', 'Offset'), value: formatOffset(nanos(time - timeline.zero)) },
    ...shiftFactsOf(timeline, found, timeZone),
  ];
  return { title: titleOf(timeline, found), lane, facts: [...times, ...factsOf(timeline, found)] };
}

/** How the item was moved, and its own time. */
function shiftFactsOf(timeline: Timeline, found: Item, timeZone: TimeZone): readonly Fact[] {
  const { correction, origin, items } = timeline;
  return shiftFacts({
    shift: shiftOf(timeline, found.item),
    time: addNanos(origin, nanos(items.time[found.item] ?? 0)),
    timeZone,
    ...(found.kind === 'span' &&
      correction !== undefined && { of: { trace: found.trace, span: found.row, correction: correction.spans } }),
  });
}

/** One sentence for screen readers, on what the keyboard stands on. */
export function describeItem(timeline: Timeline, item: number): string {
  const service = itemService(timeline, item);
  const offset = formatOffset(nanos((timeline.items.time[item] ?? 0) - timeline.zero));
  const found = itemAt(timeline, item);
  const length =
    found?.kind === 'span'
      ? formatLength(nanos((timeline.items.end[item] ?? 0) - (timeline.items.time[item] ?? 0)))
      : '';
  const shift = shiftOf(timeline, item);
  const moved = shift === 0 ? '' : shiftText(shift);
  return [kindText(found), service, offset, moved, length, levelOf(timeline, item), itemMessage(timeline, item)]
    .filter((part) => part !== '')
    .join(', ');
}

/** `Span`, `Log line`, `Exemplar`. */
export function kindText(found: Item | undefined): string {
  switch (found?.kind) {
    case 'span':
      return t('timeline.kind.span', 'Span');
    case 'log':
      return t('timeline.kind.log', 'Log line');
    case 'exemplar':
      return t('timeline.kind.exemplar', 'Exemplar');
    case undefined:
      return '';
  }
}

function titleOf(timeline: Timeline, found: Item): string {
  return found.kind === 'span' ? (found.trace.operation[found.row] ?? '') : itemMessage(timeline, found.item);
}

function factsOf(timeline: Timeline, found: Item): readonly Fact[] {
  switch (found.kind) {
    case 'span':
      return spanFacts(timeline, found);
    case 'log':
      return [{ name: t('timeline.fact.level', 'Level'), value: found.level }, ...anchorFact(timeline, found.row)];
    case 'exemplar': {
      const strip = timeline.lanes[timeline.items.lane[found.item] ?? -1]?.strips[0];
      return [
        {
          name: strip === undefined ? t('timeline.fact.value', 'Value') : stripName(strip),
          value: formatValue(found.exemplar.value, strip?.series.unit ?? ''),
        },
        { name: t('timeline.fact.trace', 'Trace'), value: found.exemplar.traceId },
      ];
    }
  }
}

function spanFacts(timeline: Timeline, { trace, row, item }: Extract<Item, { kind: 'span' }>): readonly Fact[] {
  const length = nanos((timeline.items.end[item] ?? 0) - (timeline.items.time[item] ?? 0));
  const status = [trace.status[row], trace.statusMessage[row]].filter((part) => part !== '' && part !== undefined);
  const facts: Fact[] = [
    { name: t('timeline.fact.duration', 'Duration'), value: formatLength(length) },
    { name: t('timeline.fact.kind', 'Kind'), value: trace.kind[row] ?? '' },
    { name: t('timeline.fact.status', 'Status'), value: status.join(': ') },
  ];
  if (trace.parent[row] === MISSING_PARENT) {
    const parent = trace.parentSpanId[row] ?? '';
    facts.push({
      name: t('timeline.fact.orphan', 'Parent'),
      value: t('timeline.fact.orphan-value', '{{parent}}, not in the trace', { parent }),
    });
  }
  if (((trace.flags[row] ?? 0) & SpanFlag.NegativeDuration) !== 0) {
    facts.push({
      name: t('timeline.fact.negative', 'Note'),
      value: t('timeline.fact.negative-value', 'ended before it started; drawn without length'),
    });
  }
  return [...facts, ...keyAttributes(trace.details.attributes(row), trace.details.resource(row))];
}

type Attributes = ReadonlyArray<{ readonly key: string; readonly value: unknown }>;

function keyAttributes(attributes: Attributes, resource: Attributes): readonly Fact[] {
  const all = [...attributes, ...resource];
  return KEY_ATTRIBUTES.flatMap((key) => {
    const found = all.find((attribute) => attribute.key === key);
    return found === undefined ? [] : [{ name: key, value: attributeText(found.value) }];
  }).slice(0, MOST_ATTRIBUTES);
}

/** The span that a line was written in. */
function anchorFact({ join }: Timeline, row: number): readonly Fact[] {
  const trace = join.traces[join.anchors.trace[row] ?? -1];
  const operation = trace?.operation[join.anchors.span[row] ?? -1];
  return operation === undefined ? [] : [{ name: t('timeline.fact.in-span', 'In span'), value: operation }];
}
