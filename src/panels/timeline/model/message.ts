import { itemAt, type ItemSource } from './items';

const MESSAGE_FIELDS = ['message', 'msg', 'body', 'event', 'error', 'err'];
/** What a formatter put before the text and the list shows in columns of its own: a time, and a level. */
const PREFIX =
  /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*\s+(?:\[?(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL)\]?:?\s+)?/i;
const LOGFMT_MESSAGE = /(?:^|\s)(?:msg|message|event|error|err)=(?:"((?:[^"\\]|\\.)*)"|(\S+))/;

/**
 * What an item says, on one line: operation and status message of a span, the message of a log line, the value of an
 * exemplar.
 */
export function itemMessage(source: ItemSource, item: number): string {
  const found = itemAt(source, item);
  if (found === undefined) {
    return '';
  }
  if (found.kind === 'span') {
    const status = found.trace.statusMessage[found.row] ?? '';
    const operation = found.trace.operation[found.row] ?? '';
    return status === '' ? operation : `${operation} · ${status}`;
  }
  return found.kind === 'log' ? lineMessage(found.line) : String(found.exemplar.value);
}

/**
 * The part of a log line that a person wrote: the message of a JSON object or of logfmt pairs, else the line itself. A
 * line that only looks like JSON is shown as it is. Line breaks become spaces.
 */
export function lineMessage(line: string): string {
  const text = line.trimStart().startsWith('{') ? jsonMessage(line) : logfmtMessage(line);
  return (text ?? line.replace(PREFIX, '')).replace(/\s+/g, ' ').trim();
}

/** A log line for reading: JSON indented, anything else as it is. */
export function prettyLine(line: string): string {
  const parsed = parseObject(line);
  return parsed === undefined ? line : JSON.stringify(parsed, undefined, 2);
}

function jsonMessage(line: string): string | undefined {
  const parsed = parseObject(line);
  const fields = new Map(Object.entries(parsed ?? {}));
  const found = MESSAGE_FIELDS.map((name) => fields.get(name)).find(
    (value) => typeof value === 'string' && value !== ''
  );
  return typeof found === 'string' ? found : undefined;
}

function logfmtMessage(line: string): string | undefined {
  const match = LOGFMT_MESSAGE.exec(line);
  return match?.[1]?.replace(/\\(.)/g, '$1') ?? match?.[2];
}

function parseObject(text: string): object | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}
