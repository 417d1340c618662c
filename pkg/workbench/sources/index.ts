import type { Emission, SourceRequest } from './answer';
import { answerLoki } from './loki';
import type { Memory } from './memory';
import { answerPrometheus, type ExemplarDestination } from './prometheus';
import { answerTempo } from './tempo';

export type { Emission, FieldJson, FrameJson, SourceRequest } from './answer';
export { remember } from './memory';
export { tagsOf } from './tags';
export type { Memory, StoredSeries } from './memory';
export type { Telemetry } from './telemetry';

/** A data source of the workbench, as it is provisioned. */
export interface Source {
  readonly type: string;
  readonly uid: string;
  readonly name: string;
  /** For Prometheus: where its exemplars' trace IDs lead. */
  readonly exemplarDestinations: readonly ExemplarDestination[];
}

/** Types that `answer` knows. */
export const sourceTypes: readonly string[] = ['tempo', 'loki', 'prometheus'];

/** Everything that the source emits for one `query()`, in order. Bad or unknown queries are answered with an error. */
export function answer(memory: Memory, source: Source, request: SourceRequest): readonly Emission[] {
  switch (source.type) {
    case 'tempo':
      return answerTempo(memory, request, source);
    case 'loki':
      return answerLoki(memory, request);
    default:
      return answerPrometheus(memory, request, source.exemplarDestinations);
  }
}
