import React, { type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { Button, IconButton, Stack } from '@grafana/ui';
import { NameField } from '../../fields/NameField';
import { Row } from '../../fields/Row';
import { SelectField } from '../../fields/SelectField';
import { SCOPE_DIMENSIONS } from '../../filters/scope';
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
  const { query, datasource, range, onCommit } = props;
  const setFilters = (filters: readonly AttributeFilter[]): void => onCommit({ ...query, filters });
  return (
    <Row>
      {SCOPE_DIMENSIONS.map((dimension) => (
        <NameField
          key={dimension}
          label={scopeText(dimension)}
          width={24}
          value={query.scope[dimension] ?? ''}
          placeholder={t('scope.any', 'any')}
          options={optionsFrom(() => datasource.scopeValues(dimension, range), datasource.variableNames())}
          onChange={(value) => onCommit({ ...query, scope: { ...query.scope, [dimension]: value || undefined } })}
        />
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
    </Row>
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
      <NameField
        label={t('filter.key', 'Attribute or label {{place}}', { place })}
        value={filter.key}
        placeholder={EXAMPLE}
        options={optionsFrom(() => datasource.tagKeys(range), [])}
        onChange={(key) => onFilter({ ...filter, key })}
      />
      <SelectField
        label={t('filter.operator', 'Comparison {{place}}', { place })}
        width={12}
        value={filter.operator}
        options={OPERATORS.map((value) => ({ value, label: value }))}
        onChange={(operator) => onFilter({ ...filter, operator })}
      />
      <NameField
        label={t('filter.value', 'Value {{place}}', { place })}
        value={filter.value}
        options={optionsFrom(() => datasource.tagValues(filter.key, range), datasource.variableNames())}
        onChange={(value) => onFilter({ ...filter, value })}
        onBlur={onRunQuery}
      />
      <IconButton
        name="trash-alt"
        size="lg"
        tooltip={t('filter.remove', 'Remove filter {{place}}', { place })}
        onClick={onRemove}
      />
    </Stack>
  );
}
