import { t } from '@grafana/i18n';
import { memoize } from 'lodash';
import type { ServiceIdentity } from '../../../engine/model';
import type { Nanos } from '../../../engine/units';
import { formatLength, raw } from '../../../ui';
import type { FieldLook } from '../viewModel';

/** How the panel says lengths and names: the units and mappings of the fields are in it. */
export interface Words {
  readonly length: (length: Nanos) => string;
  readonly saved: (length: Nanos) => string;
  readonly share: (share: number) => string;
  readonly service: (key: string) => string;
  readonly operation: (name: string) => string;
  /** What the handle of a row does. */
  readonly fold: (below: number, folded: boolean) => string;
  /** `4.94 s on the path · drag 4.93 s`. */
  readonly onPath: (time: Nanos, drag: Nanos | undefined) => string;
}

/**
 * Makes the words of a panel.
 *
 * @param keys - every service that the panel shows: a namespace is said only where two share a name.
 */
export function makeWords(fields: FieldLook, keys: readonly string[]): Words {
  const format = fields.length ?? formatLength;
  // Nothing is nothing in every unit.
  const length = (time: Nanos): string => (time === 0 ? '0' : format(time));
  const shared = new Set(keys.map(nameOf).filter((name, at, all) => all.indexOf(name) !== at));
  return {
    length,
    saved: (saving) => (saving === 0 ? length(saving) : `−${length(saving)}`),
    share: shareText,
    service: (key) => {
      const name = nameOf(key);
      return key === '' ? unknownService() : (fields.service(name)?.text ?? (shared.has(name) ? key : name));
    },
    operation: (name) => fields.operation(name)?.text ?? name,
    fold: (below, folded) => (folded ? unfoldText(below) : foldText(below)),
    onPath: (time, drag) =>
      drag === undefined
        ? t('criticalpath.bar.on-path', '{{time}} on the path', raw({ time: length(time) }))
        : t(
            'criticalpath.bar.on-path-drag',
            '{{time}} on the path · drag {{drag}}',
            raw({ time: length(time), drag: length(drag) })
          ),
  };
}

// Looking up a text with a plural costs more than drawing the row that it is for.
const unfoldText = memoize((count: number) =>
  t('criticalpath.row.unfold', 'Unfold {{count}} spans', { count, defaultValue_one: 'Unfold one span' })
);
const foldText = memoize((count: number) =>
  t('criticalpath.row.fold', 'Fold {{count}} spans', { count, defaultValue_one: 'Fold one span' })
);

const FINE_BELOW = 0.1;
const NEARLY_ALL = 99.5;

/** `86 %`, `4.2 %`, `<0.1 %`. */
function shareText(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < FINE_BELOW) {
    return `<${FINE_BELOW} %`;
  }
  const whole = percent === 0 || percent === 100 || (percent >= 10 && percent < NEARLY_ALL);
  return `${whole ? Math.round(percent) : percent.toFixed(1)} %`;
}

/** Spans that name no service. */
function unknownService(): string {
  return t('criticalpath.unknown-service', 'unknown');
}

/** The name in `namespace/name`. */
export function nameOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

/** The key of a service that may be missing. */
export function keyOf(service: ServiceIdentity | undefined): string {
  return service?.key ?? '';
}
