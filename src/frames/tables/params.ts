import type { ProblemParams } from '../../engine/result';
import { isRecord } from '../frame';

/** Reads message parameters; what is neither text nor a number is left out. */
export function readParams(value: unknown): ProblemParams {
  const params: Record<string, string | number> = {};
  if (isRecord(value)) {
    for (const [name, content] of Object.entries(value)) {
      if (typeof content === 'string' || typeof content === 'number') {
        params[name] = content;
      }
    }
  }
  return params;
}
