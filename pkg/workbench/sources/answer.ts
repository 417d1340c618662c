/** What a source's `query()` emits, as plain JSON: the shape of the recorded contracts, and what crosses the wire to the page. */
export interface Emission {
  readonly state: 'Done' | 'Streaming' | 'Error';
  readonly key?: string;
  readonly data: readonly FrameJson[];
  readonly error?: AnswerError;
  readonly errors?: readonly AnswerError[];
}

export interface AnswerError {
  readonly message: string;
  readonly status: number;
  readonly refId?: string;
}

/** A data frame as Grafana's `DataFrameDTO`. */
export interface FrameJson {
  readonly name?: string;
  readonly refId: string;
  readonly meta: Readonly<Record<string, unknown>>;
  readonly fields: readonly FieldJson[];
  readonly length: number;
}

export interface FieldJson {
  readonly name: string;
  readonly type: 'string' | 'number' | 'time' | 'other' | 'nestedFrames';
  readonly config: Readonly<Record<string, unknown>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly values: readonly unknown[];
}

/** What the page sends for one `query()` call. Times are epoch milliseconds; `targets` are as the caller wrote them. */
export interface SourceRequest {
  readonly requestId: string;
  readonly targets: readonly unknown[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly intervalMs: number;
}

/** A query that the source cannot parse, or that is outside what the workbench's sources know. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly status = 400
  ) {
    super(message);
  }
}

/** Refuses a part of a query by its name: the workbench answers only what the product asks. */
export function refuse(language: string, part: string, text: string): never {
  throw new Refusal(`the workbench's ${language} does not know ${part}: ${text}`);
}

/** The failing emission that Grafana makes of errors, in the order of the targets, next to what did succeed. */
export function failed(errors: readonly AnswerError[], data: readonly FrameJson[] = [], key?: string): Emission {
  const [{ message, status }] = errors;
  return { state: 'Error', ...(key === undefined ? {} : { key }), error: { message, status }, errors, data };
}

/** A frame whose length is that of its first field. */
export function frame(parts: Omit<FrameJson, 'length'>): FrameJson {
  return { ...parts, length: parts.fields[0]?.values.length ?? 0 };
}

/** Turns whatever a source threw for one target into the error that Grafana reports for it. */
export function errorOf(thrown: unknown, refId: string): AnswerError {
  if (thrown instanceof Refusal) {
    return { message: thrown.message, refId, status: thrown.status };
  }
  throw thrown;
}
