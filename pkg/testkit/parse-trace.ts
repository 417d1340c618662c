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
 * - `follows-from` says that the parent is named by a FOLLOWS_FROM reference;
 * - `key=value` is an attribute; without a service the parent's is taken.
 *
 * Text after the last word is not allowed; bars drawn by the printer (`|====   |`) are skipped.
 * @throws for text that is not a drawing: a test is wrong, not its input.
 */
export function drawTrace(text: string, draft: Omit<TraceDraft, 'spans'> = {}): Trace {
  return makeTrace({ ...draft, spans: drawSpans(text) });
}

/** The drafts of a drawing, for tests that change them before making a trace. */
function drawSpans(text: string): readonly SpanDraft[] {
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
  const drawn: SpanDraft = {
    id: `s${row}`,
    parent: above?.id ?? '',
    service: parts.service ?? above?.service ?? '',
    operation: parts.operation ?? '',
    start: Number(parts.start),
    end: Number(parts.end),
    attributes: {},
  };
  return words.reduce((span, word) => ({ ...span, ...readWord(word, span, line) }), drawn);
}

function readWord(word: string, span: SpanDraft, line: string): Partial<SpanDraft> {
  if (word.startsWith('#')) {
    return { id: word.slice(1) };
  }
  if (word.startsWith('^')) {
    return { parent: word.slice(1) };
  }
  if (isKind(word)) {
    return { kind: word };
  }
  if (isStatus(word)) {
    return { status: word };
  }
  if (word === 'follows-from') {
    return { followsFrom: true };
  }
  const equals = word.indexOf('=');
  if (equals < 1) {
    throw new Error(`unknown word "${word}" in: ${line}`);
  }
  return { attributes: { ...span.attributes, [word.slice(0, equals)]: word.slice(equals + 1) } };
}

function isKind(word: string): word is SpanKind {
  return KINDS.has(word);
}

function isStatus(word: string): word is SpanStatus {
  return STATUSES.has(word);
}
