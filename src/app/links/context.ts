/**
 * Reading what extension points hand over. Their contexts change between versions of Grafana, and a link that throws
 * would break the menu that shows it, so nothing of their types is taken on trust.
 */
import { getTemplateSrv } from '@grafana/runtime';
import type { ScopedVars } from '@grafana/data';
import { type Hints, hintsInLabels, hintsInQuery, mergedHints } from './hints';
import type { KeyNames } from './keys';
import { isRecord, listOf, property, textOf } from './property';

/** Labels, tags or attributes as text by name; of several values the first, of quoted ones (Tempo's metrics) the inside. */
export function labelsOf(value: unknown): ReadonlyMap<string, string> {
  const entries = isRecord(value) ? Object.entries(value) : [];
  return new Map(
    entries.flatMap(([name, given]): Array<[string, string]> => {
      const first: unknown = Array.isArray(given) ? given[0] : given;
      return typeof first === 'string' || typeof first === 'number'
        ? [[name, String(first).replace(/^"(.*)"$/, '$1')]]
        : [];
    })
  );
}

/** A time range as the address carries it: date math as it is, moments as epoch milliseconds. */
export function rangeOf(range: unknown): { readonly from?: string; readonly to?: string } {
  const from = boundOf(property(range, 'from'));
  const to = boundOf(property(range, 'to'));
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** Text, a number, or one of moment's dates. */
function boundOf(bound: unknown): string | undefined {
  if (typeof bound === 'string' && bound !== '') {
    return bound;
  }
  const value: unknown = isRecord(bound) && typeof bound.valueOf === 'function' ? bound.valueOf() : bound;
  return typeof value === 'number' && Number.isFinite(value) ? String(Math.round(value)) : undefined;
}

/** What queries ask for, their variables filled in. Our own queries say it outright. */
export function hintsInTargets(targets: unknown, scopedVars: unknown, keys: KeyNames): Hints {
  return mergedHints(listOf(targets).map((target) => hintsInTarget(target, scopedVars, keys)));
}

function hintsInTarget(target: unknown, scopedVars: unknown, keys: KeyNames): Hints {
  const filled = (value: unknown) => replaced(textOf(value), scopedVars).trim();
  const view = property(target, 'view');
  if (view === 'correlate') {
    const key = filled(property(target, 'key'));
    const id = filled(property(target, 'value'));
    return key === '' || id === '' ? {} : { id: { key, id } };
  }
  if (view === 'services') {
    const services = listOf(property(target, 'services')).map(filled);
    return services.length === 1 && services[0] !== '' ? { service: services[0] } : {};
  }
  return mergedHints(['query', 'expr', 'selection'].map((name) => hintsInQuery(filled(property(target, name)), keys)));
}

/** A variable with several values names nothing surely, and stays what Grafana makes of it. */
function replaced(text: string, scopedVars: unknown): string {
  if (!/\$|\[\[/.test(text)) {
    return text;
  }
  const scoped: ScopedVars = {};
  if (isRecord(scopedVars)) {
    for (const [name, variable] of Object.entries(scopedVars)) {
      scoped[name] = { text: property(variable, 'text'), value: property(variable, 'value') };
    }
  }
  return getTemplateSrv().replace(text, scoped);
}

/** Beyond these a panel shows many services, and looking on would cost without telling more. */
const MOST_FIELDS = 200;

/** What a panel's answer is labelled with. */
export function hintsInData(data: unknown, keys: KeyNames): Hints {
  const fields = listOf(property(data, 'series'))
    .slice(0, MOST_FIELDS)
    .flatMap((frame) => listOf(property(frame, 'fields')))
    .slice(0, MOST_FIELDS);
  return mergedHints(fields.map((field) => hintsInLabels(labelsOf(property(field, 'labels')), keys)));
}
