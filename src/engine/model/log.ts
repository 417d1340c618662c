import type { EpochNs, Nanos } from '../units';
import type { ServiceIdentity } from './service';

export type LogLevel = 'critical' | 'error' | 'warning' | 'info' | 'debug' | 'trace' | 'unknown';

/** Labels, structured metadata and parsed fields of one line, merged, as Loki's frame gives them. */
export type Labels = Readonly<Record<string, string>>;

/**
 * Log lines by columns; every column has `size` rows, in the order the source gave them. Rows may share a time.
 */
export interface LogTable {
  /** `time` is relative to it: the earliest line, or 0 when the table is empty. */
  readonly origin: EpochNs;
  readonly size: number;
  /** Nanoseconds after `origin`. */
  readonly time: Float64Array;
  readonly line: readonly string[];
  readonly labels: readonly Labels[];
  /** The source's row ID (`<ns>_<hash>` for Loki), or one made from time and content. Equal rows may share it. */
  readonly id: readonly string[];
  readonly level: readonly LogLevel[];
  /** Row of `services`. */
  readonly service: Int32Array;
  readonly services: readonly ServiceIdentity[];
  /** Row of `sources`: the data source that each line came from. */
  readonly source: Int32Array;
  /** Data source uids; '' for an unknown one. A join merges the lines of several. */
  readonly sources: readonly string[];
  /** The source cut the answer at this many rows. */
  readonly limitReached: number | undefined;
}

/** One line, for readers that want a row and not columns. */
export interface LogRecord {
  readonly time: Nanos;
  readonly line: string;
  readonly labels: Labels;
  readonly id: string;
  readonly level: LogLevel;
  readonly service: ServiceIdentity;
}
