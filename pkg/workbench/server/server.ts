import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import path from 'node:path';
import type { Fault } from '../options';
import type { Memory } from '../sources';
import type { PageFiles } from './bundle';
import { pageHtml } from './page';
import type { Boot } from './page';
import type { BuiltPlugin } from './plugins';
import { answeredSources } from './provisioning';
import type { Provisioning } from './provisioning';
import { answerQuery } from './queries';
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
}

const ICONS = 'public/build/img/icons/';
const HIGHEST_PORT = 65_535;

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
  const sources = answeredSources(workbench.provisioning);
  const html = pageHtml(bootOf(workbench));
  return createServer((request, response) => {
    route(workbench, sources, html, request, response).catch((error: unknown) => {
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
    dashboards: [...provisioning.dashboards].map(([uid, dashboard]) => ({ uid, title: titleOf(dashboard) })),
  };
}

function titleOf(dashboard: unknown): string {
  return typeof dashboard === 'object' && dashboard !== null && 'title' in dashboard ? String(dashboard.title) : '';
}

async function route(
  workbench: Workbench,
  sources: ReturnType<typeof answeredSources>,
  html: string,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const [first, second, third, ...rest] = pathname.slice(1).split('/').map(decodeURIComponent);
  const source = sources.get(rest.join('/'));
  const file = workbench.page.get([second, third, ...rest].filter((part) => part !== undefined).join('/'));
  const plugin = workbench.plugins.find(({ meta }) => meta.id === third);
  const dashboard = workbench.provisioning.dashboards.get(rest.join('/'));
  if (pathname === '/') {
    response.writeHead(302, { location: workbench.start }).end();
  } else if (first === 'host' && file !== undefined) {
    send(response, 200, path.extname(pathname), file);
  } else if (first === 'system') {
    sendFile(response, path.join(workbench.root, 'node_modules/systemjs/dist'), pathname.slice('/system/'.length));
  } else if (first === 'public' && second === 'plugins' && plugin !== undefined) {
    sendFile(response, plugin.folder, rest.join('/'));
  } else if (pathname.startsWith(`/${ICONS}`)) {
    sendIcon(response, iconFolders(workbench.root), pathname.slice(ICONS.length + 1));
  } else if (first === 'api' && second === 'workbench' && third === 'query' && source !== undefined) {
    await answerQuery(workbench.memory, source, workbench.faults, request, response);
  } else if (first === 'api' && second === 'dashboards' && dashboard !== undefined) {
    send(response, 200, '.json', JSON.stringify({ dashboard, meta: {} }));
  } else if (first === 'api' || first === 'public' || first === 'host') {
    send(response, 404, '.json', JSON.stringify({ message: 'not found' }));
  } else {
    send(response, 200, '.html', html);
  }
}

function iconFolders(root: string): readonly string[] {
  return [path.join(root, 'node_modules/@grafana/ui/dist/public/img/icons'), path.join(root, 'pkg/workbench/icons')];
}
