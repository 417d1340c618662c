import { createReadStream, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import path from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};
const EMPTY_ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"></svg>';

export function send(response: ServerResponse, status: number, type: string, body: string | Uint8Array): void {
  response.writeHead(status, { 'content-type': TYPES[type] ?? type, 'cache-control': 'no-store' }).end(body);
}

/** Sends a file below a folder; a path that leaves the folder, or leads nowhere, is a 404. */
export function sendFile(response: ServerResponse, folder: string, relative: string): void {
  const file = path.join(folder, relative);
  if (!file.startsWith(folder + path.sep) || !isFile(file)) {
    send(response, 404, 'text/plain', 'not found');
    return;
  }
  response.writeHead(200, {
    'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
    'cache-control': 'no-store',
  });
  createReadStream(file).pipe(response);
}

/** Sends an icon of `@grafana/ui`, one of our own for the few that it does not ship, or an empty one. */
export function sendIcon(response: ServerResponse, folders: readonly string[], relative: string): void {
  const folder = folders.find((each) => isFile(path.join(each, relative)));
  if (folder === undefined) {
    send(response, 200, '.svg', EMPTY_ICON);
  } else {
    sendFile(response, folder, relative);
  }
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}
