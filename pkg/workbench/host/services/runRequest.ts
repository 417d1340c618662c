/* eslint-disable @typescript-eslint/no-deprecated -- a host provides what Grafana still provides, the deprecated parts too */
import {
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  LoadingState,
  type PanelData,
  toDataFrame,
} from '@grafana/data';
import { toDataQueryError } from '@grafana/runtime';
import { catchError, concat, defer, from, map, merge, type Observable, of, share, takeUntil, timer } from 'rxjs';

const LOADING_AFTER_MS = 200;

/**
 * Grafana's `runRequest`, shortened: packets replace one another by key, annotations go their own way, an error in any
 * packet is the state, and a slow source shows as loading after 200 ms.
 */
export function runRequest(source: DataSourceApi, request: DataQueryRequest): Observable<PanelData> {
  const loading = (): PanelData => ({ state: LoadingState.Loading, series: [], request, timeRange: request.range });
  if (request.targets.length === 0) {
    return of({ ...loading(), state: LoadingState.Done });
  }
  const packets = new Map<string, DataQueryResponse>();
  const answered = defer(() => from(source.query(request))).pipe(
    map((packet) => panelData(request, packets, packet)),
    catchError((thrown: unknown) => {
      const error = toDataQueryError(thrown);
      return of({ ...loading(), state: LoadingState.Error, error, errors: [error] });
    }),
    share()
  );
  const slow = timer(LOADING_AFTER_MS).pipe(map(loading), takeUntil(answered));
  return merge(concat(answered), slow);
}

function panelData(
  request: DataQueryRequest,
  packets: Map<string, DataQueryResponse>,
  packet: DataQueryResponse
): PanelData {
  packets.set(packet.key ?? packet.data[0]?.refId ?? 'A', packet);
  const all = [...packets.values()];
  const frames = all.flatMap(({ data }) => data.map((item: unknown) => toDataFrame(item)));
  const errors = all.flatMap(({ error, errors: several }) => several ?? (error === undefined ? [] : [error]));
  const isAnnotation = ({ meta }: DataFrame) => meta?.dataTopic === 'annotations';
  return {
    state: errors.length > 0 ? LoadingState.Error : (packet.state ?? LoadingState.Done),
    series: frames.filter((frame) => !isAnnotation(frame)),
    annotations: frames.filter(isAnnotation),
    error: errors[0],
    errors: errors.length === 0 ? undefined : errors,
    request,
    timeRange: request.range,
  };
}
