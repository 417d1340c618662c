/** What a line says, apart from when and for whom: its text, and the place in the code that wrote it, where it says so. */
export interface Message {
  readonly text: string;
  /** `OrderServiceImpl#240`, `main.go:31`: it stays the same whatever the line tells. */
  readonly location: string;
}

const TEXT_FIELDS = ['message', 'msg', 'log', 'body', 'event', 'Message', '@message'];
const ERROR_FIELDS = ['error', 'err', 'exception', 'error.message', 'exception.message', 'exception.type'];
/** A line of `key=value` pairs begins with one. */
const LOGFMT = /^\s*[\w.@-]+=/;
/** The text of a logfmt line: quoted, with escapes, or a single word. */
const LOGFMT_TEXT = /(?:^|\s)(?:msg|message)=(?:"((?:[^"\\]|\\.)*)"|(\S+))/;
const LOGFMT_ERROR = /(?:^|\s)(?:err|error|exception)=(?:"((?:[^"\\]|\\.)*)"|(\S+))/;
/** A name with a dot (a class with its package, a file), then `#` or `:` and a line number. */
const LOCATION = /(?:^|\s)([\w$.[\]/-]*\.[\w$.[\]/-]*[#:]\d{1,5})(?=\s|$)/;
/** Where in a line the place stands: behind a time, a level and a thread, not in what is told. */
const HEAD_LENGTH = 160;

/** Reads a line of JSON, of logfmt or of plain text. */
export function readMessage(line: string): Message {
  const fields = line.startsWith('{') ? jsonFields(line) : undefined;
  if (fields !== undefined) {
    return { text: fields, location: '' };
  }
  const text = LOGFMT.test(line) ? LOGFMT_TEXT.exec(line) : null;
  if (text !== null) {
    const error = LOGFMT_ERROR.exec(line);
    return { text: joined(text[1] ?? text[2], error?.[1] ?? error?.[2]), location: '' };
  }
  const location = LOCATION.exec(line.slice(0, HEAD_LENGTH))?.[1] ?? '';
  return { text: line, location };
}

function jsonFields(line: string): string | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null) {
    return undefined;
  }
  const fields = new Map<string, unknown>(Object.entries(parsed));
  const textOf = (names: readonly string[]): string | undefined => {
    const value = names.map((name) => fields.get(name)).find((one) => typeof one === 'string' && one !== '');
    return typeof value === 'string' ? value : undefined;
  };
  const text = textOf(TEXT_FIELDS);
  return text === undefined ? undefined : joined(text, textOf(ERROR_FIELDS));
}

function joined(text = '', error = ''): string {
  return error === '' ? text : `${text}: ${error}`;
}
