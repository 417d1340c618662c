import { createServer, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { alertLines } from './alerts';
import { CONTENT_TYPES, expose, type Exposed, formatFor } from './exposition';

const compress = promisify(gzip);

interface EndpointOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** What a scrape sees, asked anew for each; undefined before there is anything. */
  readonly scraped: () => Exposed | undefined;
  /** What `/healthz` answers, as JSON. */
  readonly health: () => unknown;
  /** Told what Grafana's webhook brings to `/alerts`. */
  readonly report: (line: string) => void;
}

/** An open endpoint. */
export interface MetricsEndpoint {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves `/metrics` for Prometheus to scrape, `/healthz`, and `/alerts` for Grafana's webhook, which are reported.
 *
 * @throws Error with a sentence for the user, when the port is taken
 */
export async function openMetrics({ port, scraped, health, report }: EndpointOptions): Promise<MetricsEndpoint> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://lab');
    if (pathname === '/healthz') {
      answer(response, 200, 'application/json', JSON.stringify(health()));
    } else if (pathname === '/metrics') {
      metrics(response, scraped(), request.headers).catch(() => response.destroy());
    } else if (pathname === '/alerts' && request.method === 'POST') {
      text(request).then(
        (body) => {
          alertLines(body).forEach(report);
          response.writeHead(204).end();
        },
        () => response.destroy()
      );
    } else {
      answer(response, 404, 'text/plain', 'the lab serves /metrics, /healthz and /alerts\n');
    }
  });
  await listen(server, port);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function metrics(
  response: ServerResponse,
  scraped: Exposed | undefined,
  headers: { readonly accept?: string; readonly 'accept-encoding'?: string | readonly string[] }
): Promise<void> {
  const format = formatFor(headers.accept);
  const exposition = expose(scraped ?? { samples: [], exemplars: [], at: undefined }, format);
  response.setHeader('vary', 'accept, accept-encoding');
  if (!/\bgzip\b/.test(String(headers['accept-encoding']))) {
    answer(response, 200, CONTENT_TYPES[format], exposition);
    return;
  }
  const packed = await compress(exposition);
  response.setHeader('content-encoding', 'gzip');
  answer(response, 200, CONTENT_TYPES[format], packed);
}

function answer(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new Error(
          error.code === 'EADDRINUSE'
            ? `metrics: port ${port} is taken; --metrics-port names another`
            : `metrics: cannot listen on port ${port}: ${error.message}`
        )
      )
    );
    server.listen(port, resolve);
  });
}
