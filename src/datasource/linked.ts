import type { DataSourceInstanceSettings } from '@grafana/data';
import type { DataSourceSrv } from '@grafana/runtime';
import type { Signal } from '../engine/correlation';
import { DEFAULT_SELECTOR, type ClewSettings } from './settings';

/** A source that legs ask, as Grafana knows it. */
export interface Linked {
  readonly signal: Signal;
  readonly uid: string;
  /** Name as the user knows it; the uid when Grafana does not know the source. */
  readonly name: string;
  readonly type: string;
  /** The source's own settings; empty when it is unknown. */
  readonly jsonData: Readonly<Record<string, unknown>>;
  /** Grafana does not know it: it was deleted, or this person may not see it. */
  readonly unknown: boolean;
  /** Streams to look in; '' for other signals. */
  readonly selector: string;
}

/** The linked sources by signal. */
export type LinkedSources = Readonly<Record<Signal, readonly Linked[]>>;

/**
 * Looks the linked sources up. Where no log or metric source is configured, the trace sources' own "trace to logs" and
 * "trace to metrics" settings name them.
 */
export function linkedSources(
  settings: Pick<ClewSettings, 'traces' | 'logs' | 'metrics'>,
  registry: Pick<DataSourceSrv, 'getInstanceSettings'>
): LinkedSources {
  const look = (signal: Signal, uid: string, selector = ''): Linked => linked(signal, uid, selector, registry);
  const traces = settings.traces.map(({ uid }) => look('traces', uid));
  const logs =
    settings.logs.length > 0
      ? settings.logs.map(({ uid, selector }) => look('logs', uid, blankTo(selector, DEFAULT_SELECTOR)))
      : namedBy(traces, 'tracesToLogsV2').map((uid) => look('logs', uid, DEFAULT_SELECTOR));
  const metrics =
    settings.metrics.length > 0
      ? settings.metrics.map(({ uid }) => look('metrics', uid))
      : namedBy(traces, 'tracesToMetrics').map((uid) => look('metrics', uid));
  return { traces, logs, metrics };
}

function linked(
  signal: Signal,
  uid: string,
  selector: string,
  registry: Pick<DataSourceSrv, 'getInstanceSettings'>
): Linked {
  const known: DataSourceInstanceSettings | undefined = registry.getInstanceSettings(uid);
  const jsonData: unknown = known?.jsonData;
  return {
    signal,
    uid,
    name: known?.name ?? uid,
    type: known?.type ?? '',
    jsonData: isRecord(jsonData) ? jsonData : {},
    unknown: known === undefined,
    selector,
  };
}

/** Sources that Tempo's own link settings name, each once, in the order of the trace sources. */
function namedBy(traces: readonly Linked[], setting: 'tracesToLogsV2' | 'tracesToMetrics'): readonly string[] {
  const uids = traces.flatMap(({ jsonData }) => {
    const link = jsonData[setting];
    const uid = isRecord(link) ? link.datasourceUid : undefined;
    return typeof uid === 'string' && uid !== '' ? [uid] : [];
  });
  return [...new Set(uids)];
}

function blankTo(text: string | undefined, otherwise: string): string {
  return text === undefined || text.trim() === '' ? otherwise : text.trim();
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
