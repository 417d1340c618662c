import type { ServiceIdentity } from '../../engine/model';
import { column, frameName, textOf, type FrameInput } from '../frame';
import type { Problems } from '../problems';
import { readIdentities, readIndex, tagOf } from '../tag';

/** Name of the field that holds the row of `meta.custom.clew.services`. */
export const SERVICE_FIELD = 'clewService';

/** The services that a logs frame of ours states; `undefined` for a plain frame, or when they are broken. */
export function exactServices(
  frame: FrameInput,
  problems: Problems
): { readonly service: readonly number[]; readonly services: readonly ServiceIdentity[] } | undefined {
  const tag = tagOf(frame, 'logs');
  if (tag === undefined) {
    return undefined;
  }
  const services = readIdentities(tag.services);
  const service = column(frame, SERVICE_FIELD);
  if (
    services === undefined ||
    service.length !== column(frame, 'Line').length ||
    !service.every((value): value is number => readIndex(value, services.length) !== undefined)
  ) {
    problems.add('frame.bad-tag', { frame: frameName(frame) });
    return undefined;
  }
  return { service, services };
}

/** The sources that a logs frame of ours states, and the one of a row; `undefined` for a plain frame. */
export function exactSources(
  frame: FrameInput
): { readonly sourceOf: (row: number) => number; readonly sources: readonly string[] } | undefined {
  const stated: unknown = tagOf(frame, 'logs')?.sources;
  if (!Array.isArray(stated) || stated.length === 0) {
    return undefined;
  }
  const sources = stated.map(textOf);
  const uids = column(frame, 'source');
  return { sourceOf: (row) => Math.max(0, sources.indexOf(textOf(uids[row]))), sources };
}
