import { itemAt } from './items';
import { itemMessage } from './message';
import { ItemKind, Severity, type SeverityCode, type Timeline } from './types';

/** What the reader wants to see. */
export interface Filter {
  /** Nothing quieter than this. */
  readonly level: SeverityCode;
  /** Keys of services that are switched off. */
  readonly hidden: ReadonlySet<string>;
  /** Case is ignored. Found in operation, status message, service and log line. */
  readonly text: string;
  /** Only what lies within so many seconds of an error; `undefined` for everything. */
  readonly around: number | undefined;
}

/** Shows everything. */
export const noFilter: Filter = { level: Severity.Quiet, hidden: new Set(), text: '', around: undefined };

/** Which items pass. */
export interface Matches {
  /** 1 for an item that passes. */
  readonly mask: Uint8Array;
  readonly count: number;
  /** Spans of view time around errors, merged and ascending; `undefined` when the filter does not ask. */
  readonly contexts: readonly Context[] | undefined;
}

/** Nanoseconds of view time. */
export interface Context {
  readonly from: number;
  readonly to: number;
}

const NS_PER_SECOND = 1e9;

/** Applies a filter to every item. Pure. Complexity: O(n), times the text length when a text is given. */
export function matchItems(timeline: Timeline, filter: Filter): Matches {
  const { items, lanes } = timeline;
  const mask = new Uint8Array(items.size);
  const shown = lanes.map((lane) => !filter.hidden.has(lane.service.key));
  const contexts = filter.around === undefined ? undefined : errorContexts(timeline, filter.around, shown);
  const needle = filter.text.trim().toLowerCase();
  let count = 0;
  for (let item = 0; item < items.size; item++) {
    const passes =
      shown[items.lane[item] ?? -1] === true &&
      passesLevel(items.kind[item] ?? 0, items.severity[item] ?? 0, filter.level) &&
      (contexts === undefined || touches(contexts, items.time[item] ?? 0, items.end[item] ?? 0)) &&
      (needle === '' || haystack(timeline, item).includes(needle));
    if (passes) {
      mask[item] = 1;
      count++;
    }
  }
  return { mask, count, contexts };
}

/** Whether a filter lets everything through. */
export function isOpen(filter: Filter): boolean {
  return (
    filter.level === Severity.Quiet &&
    filter.hidden.size === 0 &&
    filter.text.trim() === '' &&
    filter.around === undefined
  );
}

/** An exemplar is a measured value and has no level. */
function passesLevel(kind: number, severity: number, least: SeverityCode): boolean {
  return severity >= least || (kind === ItemKind.Exemplar && least <= Severity.Info);
}

/** An error of a span is known when it ends; that is the moment to look around. */
function errorContexts(timeline: Timeline, seconds: number, shown: readonly boolean[]): readonly Context[] {
  const { items } = timeline;
  const reach = seconds * NS_PER_SECOND;
  const moments: number[] = [];
  for (let item = 0; item < items.size; item++) {
    if (items.severity[item] === Severity.Error && shown[items.lane[item] ?? -1] === true) {
      moments.push(items.end[item] ?? 0);
    }
  }
  const merged: Array<{ from: number; to: number }> = [];
  for (const moment of moments.sort((a, b) => a - b)) {
    const last = merged.at(-1);
    if (last !== undefined && moment - reach <= last.to) {
      last.to = moment + reach;
    } else {
      merged.push({ from: moment - reach, to: moment + reach });
    }
  }
  return merged;
}

/** Binary search: the contexts ascend and do not overlap. */
function touches(contexts: readonly Context[], from: number, to: number): boolean {
  let low = 0;
  let high = contexts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((contexts[middle]?.to ?? 0) < from) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const context = contexts[low];
  return context !== undefined && context.from <= to;
}

function haystack(timeline: Timeline, item: number): string {
  const service = timeline.lanes[timeline.items.lane[item] ?? -1]?.service.key ?? '';
  const found = itemAt(timeline, item);
  const text = found?.kind === 'log' ? found.line : itemMessage(timeline, item);
  return `${service} ${text}`.toLowerCase();
}
