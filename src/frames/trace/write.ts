import type { DataFrame } from '@grafana/data';
import type { Trace } from '../../engine/model';
import { msFromNanos, nanos } from '../../engine/units';
import { clewFrame, HIDDEN, linked, numberField, otherField, textField } from '../field';
import type { FrameInput } from '../frame';
import { traceLinks, type WriteOptions } from '../links';
import { tagOf } from '../tag';
import { msAfter } from '../time';
import { EXACT_FIELDS } from './exact';
import { statusCode } from './status';

/** Which selection a trace was sampled from, where two are compared. */
export type TraceCohort = 'selection' | 'baseline';

export interface WriteTraceOptions extends WriteOptions {
  readonly cohort?: TraceCohort;
}

/** The cohort that a trace frame of ours was tagged with; `undefined` for any other frame. */
export function traceCohort(frame: FrameInput): TraceCohort | undefined {
  const cohort = tagOf(frame, 'trace')?.cohort;
  return cohort === 'selection' || cohort === 'baseline' ? cohort : undefined;
}

/**
 * Writes one trace as Grafana's trace frame (the fields of 12.4 and `serviceNamespace` of 13.1), which the built-in
 * traces panel draws, with hidden fields for what it cannot hold exactly. Trace and span IDs are linked to the source.
 *
 * `readTraces(writeTrace(x))` is `x`, for a trace with at least one span.
 */
export function writeTrace(trace: Trace, options: WriteTraceOptions): DataFrame {
  const rows = Array.from({ length: trace.size }, (_, span) => span);
  const toMs = msAfter(trace.origin);
  const service = (span: number) => trace.services[trace.service[span] ?? -1];
  const { details } = trace;
  const byTrace = linked(traceLinks(options));
  const bySpan = linked(traceLinks(options, '${__data.fields.traceID}', '${__value.raw}'));
  return clewFrame({
    kind: 'trace',
    name: 'Trace',
    options,
    tag: {
      origin: String(trace.origin),
      services: trace.services,
      ...(options.cohort === undefined ? {} : { cohort: options.cohort }),
    },
    meta: { preferredVisualisationType: 'trace', custom: { partial: trace.partial, message: '' } },
    fields: [
      textField(
        'traceID',
        rows.map(() => trace.traceId),
        byTrace
      ),
      textField('spanID', [...trace.spanId], bySpan),
      textField('parentSpanID', [...trace.parentSpanId]),
      textField('operationName', [...trace.operation]),
      textField(
        'serviceName',
        rows.map((span) => service(span)?.name ?? '')
      ),
      textField(
        'serviceNamespace',
        rows.map((span) => service(span)?.namespace ?? '')
      ),
      textField(
        'kind',
        trace.kind.map((kind) => (kind === 'unspecified' ? '' : kind))
      ),
      numberField('statusCode', trace.status.map(statusCode)),
      textField('statusMessage', [...trace.statusMessage]),
      textField(
        'instrumentationLibraryName',
        rows.map((span) => details.scope(span).name)
      ),
      textField(
        'instrumentationLibraryVersion',
        rows.map((span) => details.scope(span).version)
      ),
      textField('traceState', rows.map(details.traceState)),
      otherField('serviceTags', rows.map(details.resource)),
      numberField('startTime', Array.from(trace.start, toMs), { unit: 'dateTimeAsIso' }),
      numberField(
        'duration',
        Array.from(trace.duration, (length) => msFromNanos(nanos(length))),
        { unit: 'ms' }
      ),
      otherField(
        'logs',
        rows.map((span) => writeEvents(trace, span, toMs))
      ),
      otherField(
        'references',
        rows.map((span) => writeLinks(trace, span))
      ),
      otherField('tags', rows.map(details.attributes)),
      numberField(EXACT_FIELDS.start, Array.from(trace.start), HIDDEN),
      numberField(EXACT_FIELDS.duration, Array.from(trace.duration), HIDDEN),
      numberField(EXACT_FIELDS.service, Array.from(trace.service), HIDDEN),
      numberField(EXACT_FIELDS.flags, Array.from(trace.flags), HIDDEN),
    ],
  });
}

function writeEvents(trace: Trace, span: number, toMs: (offset: number) => number): unknown {
  const events = trace.details.events(span);
  return events.length === 0
    ? null
    : events.map((event) => ({
        timestamp: toMs(event.time),
        name: event.name,
        fields: event.attributes,
        clewTime: event.time,
      }));
}

function writeLinks(trace: Trace, span: number): unknown {
  const links = trace.details.links(span);
  return links.length === 0
    ? null
    : links.map((link) => ({ traceID: link.traceId, spanID: link.spanId, tags: link.attributes }));
}
