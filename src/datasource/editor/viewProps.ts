import type { TimeRange } from '@grafana/data';
import type { ClewDataSource } from '../datasource';
import type { ClewQuery } from '../query';
import type { ClewSettings } from '../settings';

/** What the editor of one view gets. */
export interface ViewEditorProps<Q extends ClewQuery> {
  readonly query: Q;
  readonly datasource: ClewDataSource;
  readonly settings: ClewSettings;
  /** The range that suggestions are looked up in. */
  readonly range: TimeRange | undefined;
  /** Takes a change over; it is run when the field is left. */
  readonly onChange: (query: Q) => void;
  /** Takes a change over and runs it. */
  readonly onCommit: (query: Q) => void;
  readonly onRunQuery: () => void;
}
