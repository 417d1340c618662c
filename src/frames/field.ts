import type { DataFrame, Field, FieldConfig } from '@grafana/data';
import { FIELD_TYPE } from './grafana-enums';
import type { WriteOptions } from './links';
import { CLEW_VERSION, type ClewKind } from './tag';

export function textField(name: string, values: Array<string | null>, config: FieldConfig = {}): Field {
  return { name, type: FIELD_TYPE.text, config, values };
}

export function numberField(name: string, values: Array<number | null>, config: FieldConfig = {}): Field {
  return { name, type: FIELD_TYPE.number, config, values };
}

/** Milliseconds since the epoch, with nanoseconds beyond them where given. */
export function timeField(name: string, values: number[], config: FieldConfig = {}, nanos?: number[]): Field {
  return { name, type: FIELD_TYPE.time, config, values, ...(nanos === undefined ? {} : { nanos }) };
}

export function otherField(name: string, values: unknown[], config: FieldConfig = {}): Field {
  return { name, type: FIELD_TYPE.other, config, values };
}

/** Kept out of tables, legends and log details: what only our panels read. */
export const HIDDEN: FieldConfig = { custom: { hidden: true, hideFrom: { viz: true, legend: true, tooltip: true } } };

interface FrameParts {
  readonly kind: ClewKind;
  readonly name: string;
  readonly options: WriteOptions;
  readonly fields: Field[];
  /** What the kind adds to the tag. */
  readonly tag?: Readonly<Record<string, unknown>>;
  /** Other meta, and what else is in `meta.custom`. */
  readonly meta?: DataFrame['meta'];
}

/** A frame of ours: standard meta, and `meta.custom.clew`. */
export function clewFrame({ kind, name, options, fields, tag, meta }: FrameParts): DataFrame {
  const source = options.source === undefined ? {} : { source: { ...options.source } };
  const clew = { kind, version: CLEW_VERSION, ...source, ...tag };
  return {
    name,
    refId: options.refId,
    meta: { ...meta, custom: { ...meta?.custom, clew } },
    fields,
    length: fields[0]?.values.length ?? 0,
  };
}

/** Configuration of a field with links; none when there are no links. */
export function linked(links: FieldConfig['links'], config: FieldConfig = {}): FieldConfig {
  return links === undefined || links.length === 0 ? config : { ...config, links };
}
