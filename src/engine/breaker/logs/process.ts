import { logSpanId, logTraceId } from '../../correlation';
import type { LogTable, Trace } from '../../model';
import type { TraceId } from '../../units';
import { instanceReader } from '../inference/span-values';

/** Labels that name the process that wrote a line, most exact first. A host may run several. */
const PROCESS_LABELS = [
  'service_instance_id',
  'service.instance.id',
  'instance',
  'pod',
  'k8s_pod_name',
  'pod_name',
  'hostname',
];

/** Tells which process wrote a line: by its labels, else by the span that it names; `undefined` when neither says. */
export function processFinder(traces: readonly Trace[]): (table: LogTable, row: number) => string | undefined {
  const byId = new Map<TraceId, Trace[]>();
  for (const trace of traces) {
    byId.set(trace.traceId, [...(byId.get(trace.traceId) ?? []), trace]);
  }
  return (table, row) => {
    const labels = table.labels[row] ?? {};
    const label = PROCESS_LABELS.find((name) => (labels[name] ?? '') !== '');
    if (label !== undefined) {
      return labels[label];
    }
    const traceId = logTraceId(table, row);
    const spanId = logSpanId(table, row);
    for (const trace of traceId === undefined ? [] : (byId.get(traceId) ?? [])) {
      const span = spanId === undefined ? -1 : trace.spanId.indexOf(spanId);
      const instance = span < 0 ? '' : instanceReader(trace)(span);
      if (instance !== '') {
        return instance;
      }
    }
    return undefined;
  };
}
