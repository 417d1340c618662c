import { type DataFrame, type Field, formattedValueToString } from '@grafana/data';
import { type Nanos, msFromNanos } from '../../../engine/units';

/** What the dashboard's author says of the fields of the trace frames, by unit, mappings and display names. */
export interface FieldLook {
  /** A length of time in the unit that was set on `duration`; `undefined` when none was. */
  readonly length: ((length: Nanos) => string) | undefined;
  /** Text and colour that value mappings give to a service. */
  readonly service: (name: string) => Mapped | undefined;
  /** Text that value mappings give to an operation. */
  readonly operation: (name: string) => Mapped | undefined;
  /** Display names of fields, where they were set. */
  readonly names: { readonly service: string | undefined; readonly operation: string | undefined };
}

/** What a value mapping makes of a value. */
export interface Mapped {
  readonly text: string;
  readonly colour: string | undefined;
}

/** Reads units, mappings and names of the first trace frame; overrides are already in its fields. */
export function fieldLook(frames: readonly DataFrame[]): FieldLook {
  const frame = frames.find(({ fields }) => fields.some(({ name }) => name === 'spanID'));
  const field = (name: string) => frame?.fields.find((candidate) => candidate.name === name);
  const duration = field('duration');
  const unit = duration?.config.unit;
  // Our own frames say `ms`, which is what the values are and no choice of a reader.
  const chosen = (isSet(unit) && unit !== 'ms') || isNumber(duration?.config.decimals);
  const display = chosen ? duration?.display : undefined;
  return {
    length: display === undefined ? undefined : (length) => formattedValueToString(display(inUnit(length, unit))),
    service: mappedBy(field('serviceName')),
    operation: mappedBy(field('operationName')),
    names: {
      service: field('serviceName')?.config.displayName,
      operation: field('operationName')?.config.displayName,
    },
  };
}

const PER_UNIT: Readonly<Record<string, number>> = { ns: 1e-6, µs: 1e-3, s: 1e3, m: 6e4, h: 3.6e6, d: 8.64e7 };

/** Milliseconds are what the frame holds; a unit of time says how they are to be shown, not what they are. */
function inUnit(length: Nanos, unit: string | undefined): number {
  return msFromNanos(length) / (PER_UNIT[unit ?? 'ms'] ?? 1);
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number';
}

function isSet(text: string | undefined): boolean {
  return text !== undefined && text !== '';
}

function mappedBy(field: Field | undefined): (name: string) => Mapped | undefined {
  const display = field?.display;
  if (display === undefined || (field?.config.mappings ?? []).length === 0) {
    return () => undefined;
  }
  const known = new Map<string, Mapped | undefined>();
  const own = field?.config.mappings ?? [];
  return (name) => {
    if (!known.has(name)) {
      const shown = display(name);
      const mapped = own.length > 0 && (shown.text !== name || shown.color !== display('\u0000').color);
      known.set(name, mapped ? { text: shown.text, colour: shown.color } : undefined);
    }
    return known.get(name);
  };
}
