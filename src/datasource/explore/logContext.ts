import { catchError, defer, from, lastValueFrom, mergeMap, of, timeout, type Observable } from 'rxjs';
import {
  hasLogsContextSupport,
  type DataQueryResponse,
  type LogRowContextOptions,
  type LogRowModel,
} from '@grafana/data';
import type { DataSourceSrv } from '@grafana/runtime';
import type { Linked } from '../linked';

interface ContextQuestion {
  readonly row: LogRowModel;
  readonly options: LogRowContextOptions | undefined;
  readonly logs: readonly Linked[];
  readonly registry: Pick<DataSourceSrv, 'get'>;
  readonly timeoutMs: number;
}

const NOTHING: DataQueryResponse = { data: [] };

/** Lines around one of ours, by the log source that it came from. Nothing when that source has no such thing. */
export function logContext(question: ContextQuestion): Promise<DataQueryResponse> {
  return lastValueFrom(around(question), { defaultValue: NOTHING });
}

function around({ row, options, logs, registry, timeoutMs }: ContextQuestion): Observable<DataQueryResponse> {
  const source = logs.find(({ uid }) => uid === sourceOf(row)) ?? (logs.length === 1 ? logs[0] : undefined);
  if (source === undefined || source.unknown) {
    return of(NOTHING);
  }
  const query = { refId: row.dataFrame.refId ?? 'A', expr: source.selector, queryType: 'range' };
  return defer(() => from(registry.get({ uid: source.uid, type: source.type }))).pipe(
    mergeMap((api) => (hasLogsContextSupport(api) ? from(api.getLogRowContext(row, options, query)) : of(NOTHING))),
    timeout({ first: timeoutMs }),
    // The dialog shows what it gets; it has no place for a reason.
    catchError(() => of(NOTHING))
  );
}

/** The data source that our logs frame names for the row. */
function sourceOf({ dataFrame, rowIndex }: LogRowModel): unknown {
  return dataFrame.fields.find(({ name }) => name === 'source')?.values[rowIndex];
}
