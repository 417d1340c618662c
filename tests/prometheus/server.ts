import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';

/** When a query is evaluated: epoch seconds. */
export interface Times {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

const pair = v.tuple([v.number(), v.string()]);
const labels = v.record(v.string(), v.string());
const answerSchema = v.union([
  v.object({ status: v.literal('error'), error: v.string() }),
  v.object({
    status: v.literal('success'),
    data: v.variant('resultType', [
      v.object({
        resultType: v.literal('matrix'),
        result: v.array(v.object({ metric: labels, values: v.array(pair) })),
      }),
      v.object({ resultType: v.literal('vector'), result: v.array(v.object({ metric: labels, value: pair })) }),
      v.object({ resultType: v.literal('scalar'), result: pair }),
    ]),
  }),
]);

/** What the HTTP API answers. */
export type Answer = v.InferOutput<typeof answerSchema>;

const READY_TRIES = 100;
const READY_PAUSE_MS = 100;
const KILL_PAUSE_MS = 3000;

/** A real Prometheus over given samples, on a free port of the loopback interface, in a folder of its own. */
export class RealPrometheus {
  private constructor(
    private readonly folder: string,
    private readonly port: number,
    private readonly process: ChildProcess
  ) {}

  /**
   * Writes the samples into blocks and starts a server over them.
   *
   * @throws Error when the samples are refused, or the server does not get ready in ten seconds.
   */
  static async start(openMetricsText: string): Promise<RealPrometheus> {
    const folder = mkdtempSync(join(tmpdir(), 'clew-prometheus-'));
    try {
      const data = join(folder, 'data');
      writeFileSync(join(folder, 'samples.txt'), openMetricsText);
      writeFileSync(join(folder, 'prometheus.yml'), '');
      const blocks = ['tsdb', 'create-blocks-from', 'openmetrics', join(folder, 'samples.txt'), data];
      const made = spawnSync('promtool', blocks, { encoding: 'utf8' });
      if (made.status !== 0) {
        throw new Error(`promtool refuses the samples: ${made.stderr}`);
      }
      const port = await freePort();
      const child = spawn(
        'prometheus',
        [
          `--config.file=${join(folder, 'prometheus.yml')}`,
          `--storage.tsdb.path=${data}`,
          `--web.listen-address=127.0.0.1:${port}`,
          '--storage.tsdb.retention.time=100y',
          '--log.level=error',
        ],
        { stdio: 'ignore' }
      );
      const server = new RealPrometheus(folder, port, child);
      await server.ready();
      return server;
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  range(query: string, { start, end, step }: Times): Promise<Answer> {
    return this.ask('query_range', { query, start, end, step });
  }

  instant(query: string, time: number): Promise<Answer> {
    return this.ask('query', { query, time });
  }

  /** Ends the server and removes its folder. */
  async stop(): Promise<void> {
    const ended = new Promise<void>((resolve) => this.process.once('exit', () => resolve()));
    this.process.kill('SIGTERM');
    const late = setTimeout(() => this.process.kill('SIGKILL'), KILL_PAUSE_MS);
    await ended;
    clearTimeout(late);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async ask(path: string, params: Readonly<Record<string, string | number>>): Promise<Answer> {
    const query = new URLSearchParams(Object.entries(params).map(([name, value]) => [name, String(value)]));
    const { text } = await fetchText(`http://127.0.0.1:${this.port}/api/v1/${path}?${query}`);
    return v.parse(answerSchema, JSON.parse(text));
  }

  private async ready(): Promise<void> {
    for (let attempt = 0; attempt < READY_TRIES; attempt++) {
      const answered = await fetchText(`http://127.0.0.1:${this.port}/-/ready`).catch(() => undefined);
      if (answered?.status === 200) {
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, READY_PAUSE_MS));
    }
    this.process.kill('SIGKILL');
    throw new Error('prometheus does not get ready');
  }
}

function fetchText(url: string): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    get(url, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    }).on('error', reject);
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port'))
      );
    });
  });
}
