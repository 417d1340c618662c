import type { ProblemParams } from '../../engine/result';
import { isRecord } from '../frame';

/** Reads message parameters; what is neither text nor a number is left out. */
export function readParams(value: unknown): ProblemParams {
  return isRecord(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([name, content]): Array<[string, string | number]> =>
          typeof content === 'string' || typeof content === 'number' ? [[name, content]] : []
        )
      )
    : {};
}
