import { lastValueFrom, map, type Observable } from 'rxjs';
import type { ComboboxOption } from '@grafana/ui';

/** Most names in one list. */
const MOST = 200;

/**
 * What a list offers: the names that a lookup finds and that hold what was typed, variables first. Never rejects, as a
 * list that cannot be loaded still takes what is typed.
 */
export function optionsFrom(
  names: () => Observable<readonly string[]>,
  variables: readonly string[]
): (typed: string) => Promise<Array<ComboboxOption<string>>> {
  return (typed) => {
    const wanted = typed.toLowerCase();
    const holds = (name: string): boolean => name.toLowerCase().includes(wanted);
    const toOptions = (found: readonly string[]): Array<ComboboxOption<string>> =>
      [...variables, ...found]
        .filter(holds)
        .slice(0, MOST)
        .map((value) => ({ value, label: value }));
    return lastValueFrom(names().pipe(map(toOptions)), { defaultValue: toOptions([]) });
  };
}
