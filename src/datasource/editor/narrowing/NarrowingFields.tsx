import React, { type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { Button, Combobox, IconButton, Stack } from '@grafana/ui';
import { Labelled } from '../../fields/Labelled';
import { SCOPE_DIMENSIONS, type ScopeDimension } from '../../filters/scope';
import type { AttributeFilter, ClewQuery, FilterOperator } from '../../query';
import { optionsFrom } from '../suggestions';
import type { ViewEditorProps } from '../viewProps';
import { scopeText } from '../words';

/** Not translated: it is a name. */
const EXAMPLE = 'resource.service.version';
const OPERATORS: readonly FilterOperator[] = ['=', '!=', '=~', '!~'];

type Props<Q extends ClewQuery> = Pick<
  ViewEditorProps<Q>,
  'query' | 'datasource' | 'range' | 'onChange' | 'onCommit' | 'onRunQuery'
>;

/** Scope and filters: what every view can be narrowed by. */
export function NarrowingFields<Q extends ClewQuery>(props: Props<Q>): ReactElement {
  const { query, onCommit } = props;
  const setFilters = (filters: readonly AttributeFilter[]): void => onCommit({ ...query, filters });
  return (
    <Stack direction="row" gap={2} wrap="wrap" alignItems="flex-end">
      {SCOPE_DIMENSIONS.map((dimension) => (
        <ScopeField key={dimension} {...props} dimension={dimension} />
      ))}
      {query.filters.map((filter, index) => (
        <FilterRow
          // Filters have no identity of their own but their place.
          key={index}
          {...props}
          filter={filter}
          place={index + 1}
          onFilter={(next) => setFilters(query.filters.map((one, at) => (at === index ? next : one)))}
          onRemove={() => setFilters(query.filters.filter((_, at) => at !== index))}
        />
      ))}
      <Button
        icon="plus"
        variant="secondary"
        size="md"
        // Not run: a filter without a name is not finished.
        onClick={() => props.onChange({ ...query, filters: [...query.filters, { key: '', operator: '=', value: '' }] })}
      >
        {t('filter.add', 'Filter')}
      </Button>
    </Stack>
  );
}

function ScopeField<Q extends ClewQuery>({
  query,
  datasource,
  range,
  onCommit,
  dimension,
}: Props<Q> & { readonly dimension: ScopeDimension }): ReactElement {
  const value = query.scope[dimension] ?? '';
  const setValue = (next: string | undefined): void =>
    onCommit({ ...query, scope: { ...query.scope, [dimension]: next } });
  return (
    <Labelled label={scopeText(dimension)}>
      {(id) => (
        <Combobox
          id={id}
          width={24}
          value={value === '' ? null : { value, label: value }}
          placeholder={t('scope.any', 'any')}
          options={optionsFrom(() => datasource.scopeValues(dimension, range), datasource.variableNames())}
          createCustomValue
          isClearable
          onChange={(option) => setValue(option?.value)}
        />
      )}
    </Labelled>
  );
}

function FilterRow<Q extends ClewQuery>({
  datasource,
  range,
  filter,
  place,
  onFilter,
  onRemove,
  onRunQuery,
}: Props<Q> & {
  readonly filter: AttributeFilter;
  readonly place: number;
  readonly onFilter: (filter: AttributeFilter) => void;
  readonly onRemove: () => void;
}): ReactElement {
  return (
    <Stack direction="row" gap={1} alignItems="flex-end">
      <Labelled label={t('filter.key', 'Attribute or label {{place}}', { place })}>
        {(id) => (
          <Combobox
            id={id}
            width={28}
            value={filter.key === '' ? null : { value: filter.key, label: filter.key }}
            placeholder={EXAMPLE}
            options={optionsFrom(() => datasource.tagKeys(range), [])}
            createCustomValue
            onChange={({ value }) => onFilter({ ...filter, key: value })}
          />
        )}
      </Labelled>
      <Labelled label={t('filter.operator', 'Comparison {{place}}', { place })}>
        {(id) => (
          <Combobox
            id={id}
            width={12}
            value={filter.operator}
            options={OPERATORS.map((value) => ({ value, label: value }))}
            onChange={({ value }) => onFilter({ ...filter, operator: value })}
          />
        )}
      </Labelled>
      <Labelled label={t('filter.value', 'Value {{place}}', { place })}>
        {(id) => (
          <Combobox
            id={id}
            width={28}
            value={filter.value === '' ? null : { value: filter.value, label: filter.value }}
            options={optionsFrom(() => datasource.tagValues(filter.key, range), datasource.variableNames())}
            createCustomValue
            onChange={({ value }) => onFilter({ ...filter, value })}
            onBlur={onRunQuery}
          />
        )}
      </Labelled>
      <IconButton
        name="trash-alt"
        size="lg"
        tooltip={t('filter.remove', 'Remove filter {{place}}', { place })}
        onClick={onRemove}
      />
    </Stack>
  );
}
