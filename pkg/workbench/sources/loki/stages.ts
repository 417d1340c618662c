import { compile, type Test } from '../matching';

/** Where a label of a line comes from: the stream's index, structured metadata, or a parser. */
export type LabelKind = 'I' | 'S' | 'P';

/** A line on its way through a pipeline. */
export interface Row {
  readonly line: string;
  readonly labels: Map<string, { readonly value: string; readonly kind: LabelKind }>;
}

/** One stage: changes the row's labels, and says whether the row stays. */
export type Stage = (row: Row) => boolean;

/** A named extraction: the label to set and the expression that finds its value. */
export interface Extraction {
  readonly label: string;
  readonly expression: string;
}

export function lineFilter(test: Test): Stage {
  return (row) => test(row.line);
}

export function labelFilter(predicate: (label: (name: string) => string) => boolean): Stage {
  return (row) => predicate((name) => row.labels.get(name)?.value ?? '');
}

export function dropLabels(names: readonly string[]): Stage {
  return (row) => {
    for (const name of names) {
      row.labels.delete(name);
    }
    return true;
  };
}

/** `| json` with or without extractions. Without them every field of the line becomes a label, nested ones joined by `_`. */
export function jsonParser(extractions: readonly Extraction[] | undefined): Stage {
  return (row) => {
    const parsed = parseJsonObject(row.line);
    if (parsed === undefined) {
      fail(row, 'JSONParserErr');
    }
    if (extractions === undefined) {
      for (const [name, value] of flatten(parsed ?? {})) {
        setParsed(row, name, value);
      }
    } else if (parsed !== undefined) {
      for (const { label, expression } of extractions) {
        setParsed(row, label, textOf(atPath(parsed, expression)));
      }
    }
    return true;
  };
}

const LOGFMT_PAIR = /([^\s=]+)=(?:"((?:[^"\\]|\\.)*)"|(\S*))/g;

/** `| logfmt` with or without extractions. */
export function logfmtParser(extractions: readonly Extraction[] | undefined): Stage {
  return (row) => {
    const fields = new Map<string, string>();
    for (const [, name, quoted, bare] of row.line.matchAll(LOGFMT_PAIR)) {
      fields.set(name, quoted === undefined ? bare : quoted.replace(/\\(.)/g, '$1'));
    }
    if (extractions === undefined) {
      for (const [name, value] of fields) {
        setParsed(row, name.replace(/[^a-zA-Z0-9_]/g, '_'), value);
      }
    } else {
      for (const { label, expression } of extractions) {
        setParsed(row, label, fields.get(expression) ?? '');
      }
    }
    return true;
  };
}

const GROUP_NAME = /\(\?P?<([a-zA-Z_]\w*)>/g;

/** `| regexp`: every named group that takes part becomes a label. */
export function regexpParser(pattern: string): Stage {
  const compiled = compile(pattern);
  const names = [...pattern.matchAll(GROUP_NAME)].map(([, name]) => name);
  return (row) => {
    const matcher = compiled.matcher(row.line);
    if (matcher.find()) {
      for (const name of names) {
        setParsed(row, name, matcher.group(name) ?? '');
      }
    }
    return true;
  };
}

/** Loki keeps a label of the stream or of structured metadata, and names the parsed one `<name>_extracted`. */
function setParsed(row: Row, name: string, value: string): void {
  const there = row.labels.get(name);
  row.labels.set(there !== undefined && there.kind !== 'P' ? `${name}_extracted` : name, { value, kind: 'P' });
}

function fail(row: Row, reason: string): void {
  row.labels.set('__error__', { value: reason, kind: 'P' });
  row.labels.set('__error_details__', { value: 'Value looks like object, but cannot be parsed', kind: 'P' });
}

function parseJsonObject(line: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(line);
    return isRecord(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function flatten(root: Record<string, unknown>): ReadonlyArray<readonly [string, string]> {
  const labels: Array<[string, string]> = [];
  const waiting: Array<[string, unknown]> = Object.entries(root).reverse();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [name, value] = next;
    if (isRecord(value)) {
      waiting.push(...Object.entries(value).map(([key, inner]): [string, unknown] => [`${name}_${key}`, inner]));
    } else if (!Array.isArray(value) && value !== null) {
      labels.push([name.replace(/[^a-zA-Z0-9_]/g, '_'), textOf(value)]);
    }
  }
  return labels;
}

const PATH_STEP = /\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g;

function atPath(root: unknown, path: string): unknown {
  let at = root;
  for (const [, quoted, index, bare] of path.matchAll(PATH_STEP)) {
    if (index !== undefined) {
      at = Array.isArray(at) ? at[Number(index)] : undefined;
    } else {
      const key = quoted === undefined ? bare : quoted.replace(/\\(.)/g, '$1');
      at = isRecord(at) && Object.hasOwn(at, key) ? at[key] : undefined;
    }
  }
  return at;
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) {
    return '';
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
