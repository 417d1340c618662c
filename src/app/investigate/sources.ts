import type { DataSourceInstanceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import * as v from 'valibot';
import { presetKeys } from '../../engine/correlation';

const CLEW_TYPE = 'clew-correlation-datasource';

/** A key that an ID can be of. */
export interface KeyChoice {
  readonly name: string;
  readonly title: string;
}

/** A source that a Clew data source asks. */
export interface Linked {
  readonly uid: string;
  readonly signal: 'traces' | 'logs' | 'metrics';
  /** `undefined` when it is gone, or the user may not see it. */
  readonly settings: DataSourceInstanceSettings | undefined;
  /** Streams to look in, as LogQL; every stream that names its service when nothing else is configured. */
  readonly selector: string;
}

/** What an OTLP-fed Loki always has, and the data source's own default. */
const DEFAULT_SELECTOR = '{service_name=~".+"}';

/** A Clew data source, with what it is set to. */
export interface ClewSource {
  readonly uid: string;
  readonly name: string;
  readonly isDefault: boolean;
  readonly keys: readonly KeyChoice[];
  readonly linked: readonly Linked[];
}

const linkSchema = v.object({ uid: v.string(), selector: v.optional(v.string(), '') });

type Link = v.InferOutput<typeof linkSchema>;

/** What a trace source's own settings link to. */
const ownLinkSchema = v.optional(v.object({ datasourceUid: v.optional(v.string()) }));
const ownLinksSchema = v.object({ tracesToLogsV2: ownLinkSchema, tracesToMetrics: ownLinkSchema });

/** Sources as settings hold them: by uid, or in hand-written files as bare uids. */
const linksSchema = v.fallback(
  v.pipe(
    v.union([v.string(), v.array(v.union([v.string(), linkSchema]))]),
    v.transform((value) =>
      [value].flat().map((item) => (typeof item === 'string' ? { uid: item, selector: '' } : item))
    )
  ),
  []
);

const settingsSchema = v.fallback(
  v.object({
    traces: v.optional(linksSchema, []),
    logs: v.optional(linksSchema, []),
    metrics: v.optional(linksSchema, []),
    keys: v.optional(v.fallback(v.array(v.object({ name: v.string(), title: v.string() })), []), []),
  }),
  { traces: [], logs: [], metrics: [], keys: [] }
);

/** The Clew data sources that the user can see, the default one first. */
export function clewSources(): readonly ClewSource[] {
  return getDataSourceSrv()
    .getList({ type: CLEW_TYPE })
    .map(readSource)
    .sort((a, b) => Number(b.isDefault) - Number(a.isDefault));
}

function readSource({ uid, name, isDefault = false, jsonData }: DataSourceInstanceSettings): ClewSource {
  const { traces, logs, metrics, keys } = v.parse(settingsSchema, jsonData);
  const linked = (signal: Linked['signal'], links: readonly Link[]): Linked[] =>
    links.map(({ uid: each, selector }) => ({
      uid: each,
      signal,
      settings: getDataSourceSrv().getInstanceSettings(each),
      selector: selector.trim() === '' ? DEFAULT_SELECTOR : selector,
    }));
  return {
    uid,
    name,
    isDefault,
    keys: [...presetKeys.filter((preset) => keys.every((key) => key.name !== preset.name)), ...keys],
    linked: [
      ...linked('traces', traces),
      ...linked('logs', logs.length > 0 ? logs : namedBy(traces, 'tracesToLogsV2')),
      ...linked('metrics', metrics.length > 0 ? metrics : namedBy(traces, 'tracesToMetrics')),
    ],
  };
}

/** Where nothing is configured, the data source asks what the trace sources themselves link to, and so does this page. */
function namedBy(traces: readonly Link[], setting: 'tracesToLogsV2' | 'tracesToMetrics'): readonly Link[] {
  const uids = traces.flatMap(({ uid }) => {
    const read = v.safeParse(ownLinksSchema, getDataSourceSrv().getInstanceSettings(uid)?.jsonData);
    return read.success ? (read.output[setting]?.datasourceUid ?? []) : [];
  });
  return [...new Set(uids)].map((uid) => ({ uid, selector: '' }));
}

/** How a source answered when it was asked whether it works. */
export type Health =
  | { readonly state: 'asking' }
  | { readonly state: 'well'; readonly message: string }
  | { readonly state: 'ill'; readonly message: string };

const answerSchema = v.object({ status: v.optional(v.string()), message: v.optional(v.string(), '') });

/** Asks a source whether it works, as "Save & test" does. Never rejects. */
export async function askHealth(uid: string): Promise<Health> {
  try {
    const source = await getDataSourceSrv().get(uid);
    return readHealth(await source.testDatasource());
  } catch (thrown) {
    // Grafana's own sources throw an answer of the same shape.
    const { message } = readHealth(thrown);
    return { state: 'ill', message };
  }
}

function readHealth(answer: unknown): { readonly state: 'well' | 'ill'; readonly message: string } {
  const { status, message } = v.parse(v.fallback(answerSchema, { message: String(answer) }), answer);
  return { state: status === 'success' || status === 'OK' ? 'well' : 'ill', message };
}
