/** Where a correlation ID lives in a log record. */
export type LogPlace =
  /** A stream label, a structured-metadata field, or a field some parser made a label. */
  | { readonly kind: 'label'; readonly name: string }
  /** A field of a line that is JSON; `path` may be dotted. */
  | { readonly kind: 'json'; readonly path: string }
  | { readonly kind: 'logfmt'; readonly field: string }
  /** A regular expression (RE2 syntax) with exactly one capturing group, which is the ID. */
  | { readonly kind: 'regexp'; readonly pattern: string };

/** Whether `req_x` also stands for `req_x_inventory`. */
export type Nesting = { readonly kind: 'none' } | { readonly kind: 'suffix'; readonly separator: string };

/**
 * A named ID and the places it lives in. Configured once on the data source; presets exist. `trace` is the built-in key
 * whose value is a trace ID: it needs no attribute, because the trace itself is the place.
 */
export interface CorrelationKey {
  /** Unique, and what a query names: `trace`, `request_id`, `order_id`. */
  readonly name: string;
  readonly title: string;
  /** TraceQL attribute names with their scope: `span.request_id`, `resource.tenant`, `.http.request.id`. */
  readonly spanAttributes: readonly string[];
  readonly logPlaces: readonly LogPlace[];
  readonly exemplarLabels: readonly string[];
  readonly nesting: Nesting;
}

/** Name of the built-in key. */
export const TRACE_KEY = 'trace';
