import path from 'node:path';
import type { AddressInfo } from 'node:net';
import { bundlePage } from '../../workbench/server/bundle';
import { builtPlugins } from '../../workbench/server/plugins';
import { workbenchServer } from '../../workbench/server/server';
import { remember, type Telemetry } from '../../workbench/sources';

const ROOT = path.resolve(__dirname, '../../..');
const TEMPO = { type: 'tempo', uid: 'tempo' } as const;
const HEIGHT_UNITS = 21;

/** One panel on a dashboard of its own, over traces of one telemetry. */
export interface PanelPage {
  readonly uid: string;
  readonly title: string;
  /** Plugin of the panel; the critical path by default. */
  readonly type?: string;
  readonly traceIds: readonly string[];
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
 * Serves dashboards with one panel each in the workbench, over a Tempo that knows the telemetry. The bundle
 * must have been built.
 */
export async function servePanels(
  traces: Telemetry['traces'],
  pages: readonly PanelPage[],
  dist = path.join(ROOT, 'dist')
): Promise<Served> {
  const server = workbenchServer({
    root: ROOT,
    memory: remember({ traces, logs: [], metrics: [], exemplars: [] }),
    provisioning: {
      sources: [{ name: 'Tempo', ...TEMPO, isDefault: true, jsonData: {} }],
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

function dashboard({
  uid,
  title,
  type = 'clew-criticalpath-panel',
  traceIds,
  options,
  width = 24,
  height = HEIGHT_UNITS,
}: PanelPage): unknown {
  return {
    uid,
    title,
    timezone: 'utc',
    time: { from: 'now-1h', to: 'now' },
    panels: [
      {
        id: 1,
        type,
        title,
        datasource: TEMPO,
        gridPos: { x: 0, y: 0, w: width, h: height },
        options,
        targets: traceIds.map((query, at) => ({ refId: `T${at}`, datasource: TEMPO, queryType: 'traceql', query })),
      },
    ],
  };
}
