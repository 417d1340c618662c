import type { SpanKind, SpanStatus, Trace } from '../../src/engine/model';
import { makeTrace, type SpanDraft, type TraceDraft } from './make-trace';

const INDENT = 2;
const LINE =
  /^(?<indent> *)(?:(?<service>[^\s/]*)\/)?(?<operation>\S+) \[(?<start>-?[\d.]+)-(?<end>-?[\d.]+)\](?<rest>.*)$/;
const KINDS: ReadonlySet<string> = new Set(['client', 'server', 'producer', 'consumer', 'internal']);
const STATUSES: ReadonlySet<string> = new Set(['ok', 'error']);

/**
 * Reads a trace drawn as text: one span a line, two spaces of indent a level, `service/operation [start-end]` in
 * milliseconds after the fixed epoch, then words:
 *
 * ```text
 * frontend/GET-/cart [0-100] server #a1
 *   checkout/charge [10-90] error request_id=req_1
 *   checkout/orphan [20-30] ^missing
 * ```
 *
 * - `#id` names the span (default `s0`, `s1`, ... by line); `^id` names a parent other than the indent's, present or not;
 * - `client`, `server`, `producer`, `consumer`, `internal` is the kind; `ok`, `error` the status;
 * - `key=value` is an attribute; without a service the parent's is taken.
 *
 * Text after the last word is not allowed; bars drawn by the printer (`|====   |`) are skipped.
 * @throws for text that is not a drawing: a test is wrong, not its input.
 */
export function drawTrace(text: string, draft: Omit<TraceDraft, 'spans'> = {}): Trace {
  return makeTrace({ ...draft, spans: drawSpans(text) });
}

/** The drafts of a drawing, for tests that change them before making a trace. */
export function drawSpans(text: string): readonly SpanDraft[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const margin = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  const ancestors: SpanDraft[] = [];
  return lines.map((line, row) => {
    const parts = LINE.exec(line.slice(margin).replace(/\|[ =]*\|\s*$/, ''))?.groups;
    if (parts === undefined) {
      throw new Error(`not a span: ${line}`);
    }
    const depth = (parts.indent ?? '').length / INDENT;
    if (!Number.isInteger(depth) || depth > ancestors.length) {
      throw new Error(`indent does not fit: ${line}`);
    }
    ancestors.length = depth;
    const span = readSpan(parts, row, ancestors[depth - 1], line);
    ancestors.push(span);
    return span;
  });
}

function readSpan(
  parts: Readonly<Record<string, string | undefined>>,
  row: number,
  above: SpanDraft | undefined,
  line: string
): SpanDraft {
  const words = (parts.rest ?? '').split(/\s+/).filter((word) => word !== '');
  const attributes: Record<string, string> = {};
  let id = `s${row}`;
  let parent = above?.id ?? '';
  let kind: SpanKind | undefined;
  let status: SpanStatus | undefined;
  for (const word of words) {
    const equals = word.indexOf('=');
    if (word.startsWith('#')) {
      id = word.slice(1);
    } else if (word.startsWith('^')) {
      parent = word.slice(1);
    } else if (isKind(word)) {
      kind = word;
    } else if (isStatus(word)) {
      status = word;
    } else if (equals > 0) {
      attributes[word.slice(0, equals)] = word.slice(equals + 1);
    } else {
      throw new Error(`unknown word "${word}" in: ${line}`);
    }
  }
  return {
    id,
    parent,
    service: parts.service ?? above?.service ?? '',
    operation: parts.operation ?? '',
    start: Number(parts.start),
    end: Number(parts.end),
    ...(kind === undefined ? {} : { kind }),
    ...(status === undefined ? {} : { status }),
    attributes,
  };
}

function isKind(word: string): word is SpanKind {
  return KINDS.has(word);
}

function isStatus(word: string): word is SpanStatus {
  return STATUSES.has(word);
}
