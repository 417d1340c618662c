import type { Series } from '../../model';
import { PER_INSTANCE, type ResourceGroup } from '../../signals';
import type { SignalSamples } from '../types';
import { type Column, type Grid, growth, level, summed } from './grid';
import { selected } from './matching';
import { samples } from './requests';
import type { Own } from './series';

const MS_PER_S = 1000;
type Term = ResourceGroup['signal']['used'];

/** How full a subject's resource is: the worst of its instances, pools or devices at each time. */
export function resourceSamples({ signal }: ResourceGroup, own: Own, grid: Grid): readonly SignalSamples[] {
  const per = signal.per ?? PER_INSTANCE;
  const used = columnsOf(signal.used, own, per, grid);
  const capacity = signal.capacity === undefined ? undefined : columnsOf(signal.capacity, own, per, grid);
  const worst = new Float64Array(grid.size).fill(NaN);
  for (const [resource, column] of used) {
    const whole = capacity?.get(resource);
    if (capacity !== undefined && whole === undefined) {
      continue;
    }
    column.forEach((part, row) => {
      const ratio = whole === undefined ? part : (whole[row] ?? 0) > 0 ? part / (whole[row] ?? 1) : NaN;
      const value = (signal.free === true ? 1 - ratio : ratio) * (signal.scale ?? 1);
      const known = worst[row] ?? NaN;
      worst[row] = Number.isNaN(known) || value > known ? value : known;
    });
  }
  const full = signal.unit === 'percentunit' ? { full: 1 } : {};
  return worst.every((value) => Number.isNaN(value))
    ? []
    : [{ ...samples('saturation', `${signal.kind}:${signal.name}`, grid), values: worst, ...full }];
}

/** The term of each resource, by the labels that tell resources apart. */
function columnsOf(term: Term, own: Own, per: readonly string[], grid: Grid): ReadonlyMap<string, Column> {
  const groups = new Map<string, Series[]>();
  for (const one of selected(own(term.metric), term)) {
    const key = per.map((label) => one.labels[label] ?? '').join('\n');
    const mine = groups.get(key) ?? [];
    groups.set(key, mine);
    mine.push(one);
  }
  return new Map(
    [...groups].map(([key, series]) => [
      key,
      summed(
        series.map((one) => termOf(term, one, grid)),
        grid.size
      ),
    ])
  );
}

function termOf({ as }: Term, series: Series, grid: Grid): Column {
  switch (as) {
    case 'value':
      return level(series, grid);
    case 'rate':
      return growth(series, grid).map((value) => value / (grid.stepMs / MS_PER_S));
    case 'increase':
      return growth(series, grid);
  }
}
