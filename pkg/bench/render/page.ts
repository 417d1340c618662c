import path from 'node:path';
import type { AddressInfo } from 'node:net';
import { bundlePage } from '../../workbench/server/bundle';
import { builtPlugins } from '../../workbench/server/plugins';
import { workbenchServer } from '../../workbench/server/server';
import { type Memory, remember, type Telemetry } from '../../workbench/sources';

const ROOT = path.resolve(__dirname, '../../..');
const TEMPO = { type: 'tempo', uid: 'tempo' } as const;
const PROMETHEUS = { type: 'prometheus', uid: 'prom' } as const;
const HEIGHT_UNITS = 21;

/** One panel on a dashboard of its own, over one telemetry. */
export interface PanelPage {
  readonly uid: string;
  readonly title: string;
  /** Plugin of the panel; the critical path by default. */
  readonly type?: string;
  /** Traces that the panel asks for. */
  readonly traceIds?: readonly string[];
  /** PromQL that the panel asks for; with any, the panel is one over metrics. */
  readonly metrics?: readonly string[];
  /** Samples of a series that the panel asks for, at most; by the panel's width when absent. */
  readonly maxDataPoints?: number;
  /** The dashboard's time range, as Grafana writes it; the last hour by default. */
  readonly time?: { readonly from: string; readonly to: string };
  readonly options: Readonly<Record<string, unknown>>;
  /** Grid units of Grafana's dashboards: 24 are the width of the page. */
  readonly width?: number;
  readonly height?: number;
}

/** A server that must be closed. */
export interface Served {
  /** Address of the dashboard of a page. */
  readonly address: (uid: string) => string;
  readonly close: () => Promise<void>;
}

/**
 * Serves dashboards with one panel each in the workbench, over a Tempo that knows the traces. The bundle must have been
 * built.
 */
export function servePanels(traces: Telemetry['traces'], pages: readonly PanelPage[], dist?: string): Promise<Served> {
  return serveMemory(remember({ traces, logs: [], metrics: [], exemplars: [] }), pages, dist);
}

/** As {@link servePanels}, over a Tempo and a Prometheus that hold what is in memory. */
export async function serveMemory(
  memory: Memory,
  pages: readonly PanelPage[],
  dist = path.join(ROOT, 'dist')
): Promise<Served> {
  const server = workbenchServer({
    root: ROOT,
    memory,
    provisioning: {
      sources: [
        { name: 'Tempo', ...TEMPO, isDefault: true, jsonData: {} },
        { name: 'Prometheus', ...PROMETHEUS, isDefault: false, jsonData: {} },
      ],
      dashboards: new Map(pages.map((page) => [page.uid, dashboard(page)])),
    },
    plugins: builtPlugins(dist),
    page: await bundlePage(ROOT),
    start: `/d/${pages[0]?.uid ?? ''}`,
    faults: new Map(),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = isPort(address) ? address.port : 0;
  return {
    address: (uid) => `http://127.0.0.1:${port}/d/${uid}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function isPort(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}

function dashboard(page: PanelPage): unknown {
  const { uid, title, type = 'clew-criticalpath-panel', time = { from: 'now-1h', to: 'now' } } = page;
  const { options, width = 24, height = HEIGHT_UNITS, traceIds = [], metrics = [], maxDataPoints } = page;
  const datasource = metrics.length > 0 ? PROMETHEUS : TEMPO;
  return {
    uid,
    title,
    timezone: 'utc',
    time,
    panels: [
      {
        id: 1,
        type,
        title,
        datasource,
        gridPos: { x: 0, y: 0, w: width, h: height },
        options,
        ...(maxDataPoints === undefined ? {} : { maxDataPoints }),
        targets: [
          ...traceIds.map((query, at) => ({ refId: `T${at}`, datasource: TEMPO, queryType: 'traceql', query })),
          ...metrics.map((expr, at) => ({
            refId: `M${at}`,
            datasource: PROMETHEUS,
            expr,
            range: true,
            format: 'time_series',
          })),
        ],
      },
    ],
  };
}
