import { Observable, of } from 'rxjs';
import {
  DataSourceApi,
  dateTime,
  PluginType,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type TestDataSourceResponse,
} from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import { setDataSourceSrv, setTemplateSrv, type DataSourceSrv } from '@grafana/runtime';
import { ClewDataSource } from '../datasource';
import { DEFAULT_QUERY, type ClewQuery, type CorrelateQuery } from '../query';
import type { StoredSettings } from '../settings';
import {
  exemplarFrame,
  logsFrame,
  presenceFrames,
  SAMPLE_ID,
  SAMPLE_MS,
  SAMPLE_TRACE,
  searchFrame,
  seriesFrame,
  traceFrame,
} from './sampleFrames';

/** A target as any source may get it. */
export interface AnyTarget extends DataQuery {
  readonly query?: string;
  readonly expr?: string;
  readonly exemplar?: boolean;
  readonly maxLines?: number;
}

export type Answer = (request: DataQueryRequest<AnyTarget>) => Observable<DataQueryResponse>;

/** A linked data source whose answers a test decides, and which counts the requests that are open. */
export class FakeSource extends DataSourceApi<AnyTarget> {
  readonly requests: Array<DataQueryRequest<AnyTarget>> = [];
  open = 0;
  mostOpen = 0;
  health: () => Promise<TestDataSourceResponse> = () => Promise.resolve({ status: 'success', message: '' });

  constructor(
    readonly settings: DataSourceInstanceSettings,
    public answer: Answer
  ) {
    super(settings);
  }

  override query(request: DataQueryRequest<AnyTarget>): Observable<DataQueryResponse> {
    this.requests.push(request);
    const answer = this.answer(request);
    return new Observable((subscriber) => {
      this.open += 1;
      this.mostOpen = Math.max(this.mostOpen, this.open);
      subscriber.add(() => {
        this.open -= 1;
      });
      subscriber.add(answer.subscribe(subscriber));
    });
  }

  override testDatasource(): Promise<TestDataSourceResponse> {
    return this.health();
  }
}

/** What the three signals answer when nothing is wrong. */
export const HEALTHY: Readonly<Record<'traces' | 'logs' | 'metrics', Answer>> = {
  traces: ({ targets }) =>
    of({
      data: targets.map(({ query, refId }) =>
        query?.startsWith('{') === true ? searchFrame([SAMPLE_TRACE], refId) : traceFrame(query ?? '', refId)
      ),
    }),
  logs: ({ targets }) => of({ data: targets.map(({ refId, maxLines }) => logsFrame(3, maxLines ?? 1000, refId)) }),
  metrics: ({ targets }) => of({ data: targets.flatMap(metricFrames) }),
};

/** What the fake Prometheus holds of both services. */
export const SAMPLE_METRICS: readonly string[] = [
  'http_requests_total',
  'http_request_duration_seconds_bucket',
  'http_request_duration_seconds_count',
];

function metricFrames({ expr = '', exemplar, refId }: AnyTarget): readonly DataFrame[] {
  if (expr.startsWith('group by')) {
    return presenceFrames(SAMPLE_METRICS, [{ service: 'frontend' }, { service: 'payment' }], refId);
  }
  if (expr.includes('traces_spanmetrics')) {
    // As Prometheus says that it found nothing.
    return [{ refId, fields: [], length: 0 }];
  }
  return [
    seriesFrame('frontend', 5, refId),
    seriesFrame('payment', 5, refId),
    ...(exemplar === true ? [exemplarFrame([SAMPLE_TRACE, 'ffffffffffffffffffffffffffffffff'], refId)] : []),
  ];
}

/** Instance settings of a source, as Grafana would give them. */
export function instanceOf(uid: string, type: string): DataSourceInstanceSettings {
  const info = {
    author: { name: '' },
    description: '',
    links: [],
    logos: { small: '', large: '' },
    screenshots: [],
    updated: '',
    version: '',
  };
  const meta: DataSourceInstanceSettings['meta'] = {
    id: type,
    name: type,
    type: PluginType.datasource,
    module: '',
    baseUrl: '',
    info,
  };
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- required by the type until Grafana 13
  return { id: 1, uid, type, name: `My ${type}`, meta, jsonData: {}, access: 'proxy', readOnly: false };
}

export interface Bench {
  readonly traces: FakeSource;
  readonly logs: FakeSource;
  readonly metrics: FakeSource;
  /** Sources whose plugin cannot be got. */
  readonly rejected: Set<string>;
  /** Sources that Grafana hides. */
  readonly hidden: Set<string>;
  readonly clew: (settings?: Partial<StoredSettings>) => ClewDataSource;
  readonly openRequests: () => number;
}

/** Puts three healthy fakes behind Grafana's registry, and a template engine that knows `$id` and `${id}`. */
export function setBench(): Bench {
  const traces = new FakeSource(instanceOf('tempo', 'tempo'), HEALTHY.traces);
  const logs = new FakeSource(instanceOf('loki', 'loki'), HEALTHY.logs);
  const metrics = new FakeSource(instanceOf('prom', 'prometheus'), HEALTHY.metrics);
  const all = [traces, logs, metrics];
  const rejected = new Set<string>();
  const hidden = new Set<string>();
  const uidOf = (ref: Parameters<DataSourceSrv['get']>[0]): string | undefined =>
    typeof ref === 'string' ? ref : (ref?.uid ?? undefined);
  setDataSourceSrv({
    get: (ref) => {
      const found = all.find(({ uid }) => uid === uidOf(ref));
      return found === undefined || rejected.has(found.uid)
        ? Promise.reject({ message: `Datasource ${uidOf(ref)} was not found` })
        : Promise.resolve(found);
    },
    getInstanceSettings: (ref) => all.find(({ uid }) => uid === uidOf(ref) && !hidden.has(uid))?.settings,
    getList: () => all.map(({ settings }) => settings),
    reload: () => Promise.resolve(),
    registerRuntimeDataSource: () => undefined,
  });
  setTemplateSrv({
    replace: (text = '') => text.replace(/\$\{?id\}?/g, SAMPLE_ID),
    getVariables: () => [],
    containsTemplate: (text = '') => text.includes('$'),
    updateTimeRange: () => undefined,
  });
  const jsonData = {
    version: 1 as const,
    traces: [{ uid: 'tempo' }],
    logs: [{ uid: 'loki' }],
    metrics: [{ uid: 'prom' }],
  };
  return {
    traces,
    logs,
    metrics,
    rejected,
    hidden,
    clew: (settings = {}) =>
      new ClewDataSource({
        ...instanceOf('clew', 'clew-correlation-datasource'),
        jsonData: { ...jsonData, widening: [], ...settings },
      }),
    openRequests: () => all.reduce((open, source) => open + source.open, 0),
  };
}

/** A request for {@link SAMPLE_ID} in the hour around it. */
export function sampleRequest(query: Partial<CorrelateQuery> = {}): DataQueryRequest<ClewQuery> {
  const from = dateTime(SAMPLE_MS - 1_800_000);
  const to = dateTime(SAMPLE_MS + 1_800_000);
  return {
    requestId: 'Q100',
    app: 'dashboard',
    interval: '5s',
    intervalMs: 5000,
    maxDataPoints: 720,
    range: { from, to, raw: { from: 'now-1h', to: 'now' } },
    rangeRaw: { from: 'now-1h', to: 'now' },
    scopedVars: { mine: { text: SAMPLE_ID, value: SAMPLE_ID } },
    timezone: 'Europe/Berlin',
    startTime: SAMPLE_MS,
    panelId: 7,
    dashboardUID: 'dash',
    headers: { 'X-Grafana-Org-Id': '1' },
    filters: [{ key: 'cluster', operator: '=', value: 'eu' }],
    scopes: [],
    targets: [
      {
        ...DEFAULT_QUERY,
        refId: 'A',
        key: 'request_id',
        value: SAMPLE_ID,
        signals: ['traces', 'logs', 'metrics'],
        ...query,
      },
    ],
  };
}
