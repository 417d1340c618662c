import { getDataSourceSrv } from '@grafana/runtime';
import { type CorrelationKey, presetKeys } from '../../engine/correlation';
import { listOf, property, textOf } from './property';

/** Names of keys by the attribute or label that carries their IDs. */
export type KeyNames = ReadonlyMap<string, string>;

type Places = Pick<CorrelationKey, 'name' | 'spanAttributes' | 'logPlaces' | 'exemplarLabels'>;

/** What the presets know: `request_id`, `http.request.id`, `order_id`, ... */
export const presetNames: KeyNames = namesOf(presetKeys);

/** The presets, and the keys that the Clew data sources of this Grafana are configured with. */
export function keyNames(): KeyNames {
  const settings = getDataSourceSrv().getList({ type: 'clew-correlation-datasource' });
  return new Map([...presetNames, ...namesOf(settings.flatMap(({ jsonData }) => keysOf(jsonData)))]);
}

function namesOf(keys: readonly Places[]): KeyNames {
  return new Map(
    keys.flatMap(({ name, spanAttributes, logPlaces, exemplarLabels }) => [
      ...spanAttributes.map((attribute): [string, string] => [attribute.replace(/^(?:span|resource)?\./, ''), name]),
      ...logPlaces.flatMap((place): Array<[string, string]> => (place.kind === 'label' ? [[place.name, name]] : [])),
      ...exemplarLabels.map((label): [string, string] => [label, name]),
    ])
  );
}

/** Settings are whatever was stored; keys of another shape are none. */
function keysOf(jsonData: unknown): readonly Places[] {
  return listOf(property(jsonData, 'keys')).flatMap((key): Places[] => {
    const name = textOf(property(key, 'name'));
    const texts = (value: unknown) => listOf(value).map(textOf).filter(Boolean);
    const labels = listOf(property(key, 'logPlaces'))
      .filter((place) => property(place, 'kind') === 'label')
      .map((place) => ({ kind: 'label' as const, name: textOf(property(place, 'name')) }));
    return name === ''
      ? []
      : [
          {
            name,
            spanAttributes: texts(property(key, 'spanAttributes')),
            logPlaces: labels,
            exemplarLabels: texts(property(key, 'exemplarLabels')),
          },
        ];
  });
}
