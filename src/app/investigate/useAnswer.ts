import { LoadingState, type PanelData, type TimeRange } from '@grafana/data';
import { getDataSourceSrv, getRunRequest, toDataQueryError } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { useEffect, useState } from 'react';
import { catchError, defer, from, type Observable, of, switchMap } from 'rxjs';
import { pageRequest } from './request';

/**
 * Asks a data source what a panel would ask, and keeps what it answers so far. Another question, and leaving the page,
 * end what is still being asked.
 *
 * @param query - kept by identity: make it with `useMemo`
 */
export function useAnswer(uid: string, query: DataQuery, range: TimeRange): PanelData {
  const [data, setData] = useState<PanelData>(() => waiting(range));
  useEffect(() => {
    const subscription = answers(uid, query, range).subscribe(setData);
    return () => subscription.unsubscribe();
  }, [uid, query, range]);
  return data;
}

function answers(uid: string, query: DataQuery, range: TimeRange): Observable<PanelData> {
  return defer(() => from(getDataSourceSrv().get(uid))).pipe(
    switchMap((source) => getRunRequest()(source, pageRequest([query], range))),
    catchError((thrown: unknown) => {
      const error = toDataQueryError(thrown);
      return of({ ...waiting(range), state: LoadingState.Error, error, errors: [error] });
    })
  );
}

function waiting(timeRange: TimeRange): PanelData {
  return { state: LoadingState.Loading, series: [], timeRange };
}
