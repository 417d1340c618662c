import React, { type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { MultiCombobox } from '@grafana/ui';
import { Labelled } from '../fields/Labelled';
import type { ClewQuery } from '../query';
import { optionsFrom } from './suggestions';
import type { ViewEditorProps } from './viewProps';

type Asked = Extract<ClewQuery, { readonly services: readonly string[] }>;
type Props<Q extends Asked> = Pick<ViewEditorProps<Q>, 'query' | 'settings' | 'datasource' | 'range' | 'onCommit'>;

/** Services to look at; none stands for all. */
export function ServiceNames<Q extends Asked>({
  query,
  settings,
  datasource,
  range,
  onCommit,
}: Props<Q>): ReactElement {
  return (
    <Labelled label={t('services.names', 'Services')}>
      {(id) => (
        <MultiCombobox
          id={id}
          width={50}
          value={[...query.services]}
          options={optionsFrom(() => datasource.serviceNames(range), datasource.variableNames())}
          placeholder={t('services.all', 'all, up to {{limit}}', {
            limit: query.limits?.services ?? settings.limits.services,
          })}
          createCustomValue
          isClearable
          onChange={(options) => onCommit({ ...query, services: options.map(({ value }) => value) })}
        />
      )}
    </Labelled>
  );
}
