import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import { type Fault, readFaults } from '../options';
import { answer, type Memory, type Source, tagsOf } from '../sources';
import { send } from './static';

const requestSchema = v.object({
  requestId: v.string(),
  targets: v.array(v.unknown()),
  fromMs: v.number(),
  toMs: v.number(),
  intervalMs: v.number(),
});

const DENIED = "You'll need additional permissions to perform this action. Permissions needed: datasources:query";

/** Answers `POST /api/workbench/query/<uid>`: the emissions of one `query()`, after the source's faults had their way. */
export async function answerQuery(
  memory: Memory,
  source: Source,
  faults: ReadonlyMap<string, Fault>,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const body = v.parse(requestSchema, JSON.parse(await readBody(request)));
  const { delayMs = 0, status, hang = false } = faultOf(source, faults, request);
  if (hang) {
    return;
  }
  const timer = setTimeout(() => {
    if (status !== undefined) {
      const message = status === 403 ? DENIED : `the workbench was asked to let ${source.name} fail with ${status}`;
      send(response, status, '.json', JSON.stringify({ message }));
    } else {
      send(response, 200, '.json', JSON.stringify(answer(memory, source, body)));
    }
  }, delayMs);
  response.on('close', () => clearTimeout(timer));
}

/** Answers `GET /api/workbench/tags/<uid>/<key>`: the values of a label or attribute, and without a key the keys. */
export function answerTags(memory: Memory, source: Source, key: string, response: ServerResponse): void {
  const tags = tagsOf(memory, source.type);
  send(response, 200, '.json', JSON.stringify(key === '' ? [...tags.keys()] : (tags.get(key) ?? [])));
}

/** The page's address may carry faults of its own; they come along as a header. */
function faultOf(source: Source, faults: ReadonlyMap<string, Fault>, request: IncomingMessage): Fault {
  const asked = readFaults(String(request.headers['x-workbench-faults'] ?? '').split('&'));
  return { ...faults.get(source.uid), ...asked.get(source.uid) };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
