import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import path from 'node:path';
import * as v from 'valibot';
import type { Fault } from '../options';
import type { Memory } from '../sources';
import type { PageFiles } from './bundle';
import { type Boot, pageHtml } from './page';
import type { BuiltPlugin } from './plugins';
import { answeredSources, type Provisioning } from './provisioning';
import type { Alerts } from './alerting';
import { answerQuery, answerTags } from './queries';
import { send, sendFile, sendIcon } from './static';

/** Everything that the workbench serves. */
export interface Workbench {
  readonly root: string;
  readonly memory: Memory;
  readonly provisioning: Provisioning;
  readonly plugins: readonly BuiltPlugin[];
  readonly page: PageFiles;
  readonly start: string;
  readonly faults: ReadonlyMap<string, Fault>;
  /** How alert rules stand; there are none when absent. */
  readonly alerts?: Alerts;
}

const HIGHEST_PORT = 65_535;

/** Where Grafana's own alert list asks. */
const RULES = '/api/prometheus/grafana/api/v1/rules';
const NO_RULES = { status: 'success', data: { groups: [] } };

/** Listens on the first free loopback port from `port` on, and says which. */
export async function listen(server: Server, port: number): Promise<number> {
  for (let candidate = port; candidate <= HIGHEST_PORT; candidate++) {
    const free = await new Promise<boolean>((resolve, reject) => {
      const onError = (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error));
      server.once('error', onError);
      server.listen(candidate, '127.0.0.1', () => {
        server.removeListener('error', onError);
        resolve(true);
      });
    });
    if (free) {
      return candidate;
    }
  }
  throw new Error(`no free port from ${port} on`);
}

/** The server of the workbench; it does not listen yet. */
export function workbenchServer(workbench: Workbench): Server {
  const routes = routesOf(workbench, pageHtml(bootOf(workbench)));
  return createServer((request, response) => {
    const pathname = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const [prefix, handle] = routes.find(([start]) => pathname.startsWith(start)) ?? routes[routes.length - 1];
    if (pathname === '/') {
      response.writeHead(302, { location: workbench.start }).end();
      return;
    }
    Promise.resolve(handle(request, response, pathname.slice(prefix.length))).catch((error: unknown) => {
      console.error(error);
      send(response, 500, '.json', JSON.stringify({ message: String(error) }));
    });
  });
}

function bootOf({ provisioning, plugins, start }: Workbench): Boot {
  return {
    sources: provisioning.sources,
    plugins: plugins.map(({ meta }) => meta),
    start,
    dashboards: [...provisioning.dashboards].map(([uid, dashboard]) => ({ uid, ...v.parse(listedSchema, dashboard) })),
  };
}

/** What lists of dashboards show. */
const listedSchema = v.object({ title: v.optional(v.string(), ''), tags: v.optional(v.array(v.string()), []) });

type Handler = (request: IncomingMessage, response: ServerResponse, rest: string) => void | Promise<void>;

/** What is served under which prefix; the first that fits answers with what follows the prefix. */
function routesOf(workbench: Workbench, html: string): ReadonlyArray<readonly [prefix: string, handler: Handler]> {
  const { root, memory, faults, page, plugins, provisioning } = workbench;
  const sources = answeredSources(provisioning);
  return [
    ['/host/', (_, response, rest) => sendKnown(response, path.extname(rest), page.get(rest))],
    ['/system/', (_, response, rest) => sendFile(response, path.join(root, 'node_modules/systemjs/dist'), rest)],
    ['/public/build/img/icons/', (_, response, rest) => sendIcon(response, iconFolders(root), rest)],
    ...plugins.map(({ meta, folder }): [string, Handler] => [
      `/public/plugins/${meta.id}/`,
      (_, response, rest) => sendFile(response, folder, rest),
    ]),
    ...[...sources].map(([uid, source]): [string, Handler] => [
      `/api/workbench/query/${uid}`,
      (request, response) => answerQuery(memory, source, faults, request, response),
    ]),
    ...[...sources].map(([uid, source]): [string, Handler] => [
      `/api/workbench/tags/${uid}/`,
      (_, response, key) => answerTags(memory, source, key, response),
    ]),
    ...[...provisioning.dashboards].map(([uid, dashboard]): [string, Handler] => [
      `/api/dashboards/uid/${uid}`,
      (_, response) => send(response, 200, '.json', JSON.stringify({ dashboard, meta: {} })),
    ]),
    [RULES, (_, response) => send(response, 200, '.json', JSON.stringify(workbench.alerts?.answer ?? NO_RULES))],
    ['/api/', (_, response) => sendKnown(response, '', undefined)],
    ['/public/', (_, response) => sendKnown(response, '', undefined)],
    ['/', (_, response) => send(response, 200, '.html', html)],
  ];
}

function sendKnown(response: ServerResponse, type: string, body: Uint8Array | undefined): void {
  if (body === undefined) {
    send(response, 404, '.json', JSON.stringify({ message: 'not found' }));
  } else {
    send(response, 200, type, body);
  }
}

function iconFolders(root: string): readonly string[] {
  return [path.join(root, 'node_modules/@grafana/ui/dist/public/img/icons'), path.join(root, 'pkg/workbench/icons')];
}
