import React, { useId, type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { Combobox, Field, InlineSwitch, Stack, TextArea } from '@grafana/ui';
import { problemText } from '../../../ui';
import { NumberField } from '../../fields/NumberField';
import {
  DEFAULT_QUERIES,
  MOST_SAMPLED_TRACES,
  selectionObstacle,
  type TraceSample,
  type TracesQuery,
} from '../../query';
import type { ViewEditorProps } from '../viewProps';

/** Edits the question for many traces. */
export function TracesEditor(props: ViewEditorProps<TracesQuery>): ReactElement {
  const { query, onCommit } = props;
  return (
    <>
      <SelectionField
        {...props}
        label={t('datasource.traces.selection', 'Traces (TraceQL)')}
        hint={t('datasource.traces.selection-hint', 'Spansets choose traces; the whole traces are fetched')}
        text={query.selection}
        onText={(selection) => ({ ...query, selection })}
        example='{ resource.service.name = "checkout" && duration > 1s }'
      />
      <SelectionField
        {...props}
        label={t('datasource.traces.baseline', 'Compare with (TraceQL)')}
        hint={t('datasource.traces.baseline-hint', 'May stay empty')}
        text={query.baseline ?? ''}
        onText={(baseline) => ({ ...query, baseline: baseline === '' ? undefined : baseline })}
        example='{ resource.service.name = "checkout" && status != error }'
      />
      <Stack direction="row" gap={2} wrap="wrap" alignItems="flex-end">
        <SampleFields {...props} />
        <InlineSwitch
          label={t('datasource.traces.history', 'Usual durations')}
          aria-label={t('datasource.traces.history', 'Usual durations')}
          showLabel
          value={query.history}
          onChange={(event) => onCommit({ ...query, history: event.currentTarget.checked })}
        />
      </Stack>
    </>
  );
}

interface SelectionProps extends ViewEditorProps<TracesQuery> {
  readonly label: string;
  readonly hint: string;
  readonly text: string;
  readonly example: string;
  readonly onText: (text: string) => TracesQuery;
}

function SelectionField({ label, hint, text, example, onText, onChange, onRunQuery }: SelectionProps): ReactElement {
  const id = useId();
  const obstacle = text.trim() === '' ? undefined : selectionObstacle(text);
  return (
    <Field
      label={label}
      description={hint}
      htmlFor={id}
      invalid={obstacle !== undefined}
      error={obstacle === undefined ? undefined : problemText(obstacle)}
      noMargin
    >
      <TextArea
        id={id}
        rows={2}
        cols={80}
        spellCheck={false}
        value={text}
        placeholder={example}
        onChange={(event) => onChange(onText(event.currentTarget.value))}
        onBlur={onRunQuery}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.shiftKey || event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            onRunQuery();
          }
        }}
      />
    </Field>
  );
}

function SampleFields({ query, onChange, onCommit }: ViewEditorProps<TracesQuery>): ReactElement {
  const id = useId();
  const { sample } = query;
  const change = (part: Partial<TraceSample>): TracesQuery => ({ ...query, sample: { ...sample, ...part } });
  return (
    <>
      <Field label={t('datasource.traces.sample', 'Sample')} htmlFor={id} noMargin>
        <Combobox
          id={id}
          width={28}
          value={sample.kind}
          options={[
            {
              value: 'slowest',
              label: t('datasource.sample.slowest', 'Slowest'),
              description: t('datasource.sample.slowest-description', 'The longest traces of the window'),
            },
            {
              value: 'random',
              label: t('datasource.sample.random', 'Random'),
              description: t('datasource.sample.random-description', 'Any traces; the seed says which'),
            },
            {
              value: 'stratified',
              label: t('datasource.sample.stratified', 'Stratified'),
              description: t('datasource.sample.stratified-description', 'As many of each slice of the window'),
            },
          ]}
          onChange={({ value }) => onCommit(change({ kind: value }))}
        />
      </Field>
      <NumberField
        label={t('datasource.traces.count', 'Traces')}
        value={sample.traces}
        fallback={DEFAULT_QUERIES.traces.sample.traces}
        min={1}
        max={MOST_SAMPLED_TRACES}
        onChange={(traces) => onChange(change({ traces: traces ?? DEFAULT_QUERIES.traces.sample.traces }))}
      />
      {sample.kind !== 'slowest' && (
        <NumberField
          label={t('datasource.traces.seed', 'Seed')}
          value={sample.seed}
          fallback={0}
          min={0}
          onChange={(seed) => onChange(change({ seed }))}
        />
      )}
    </>
  );
}
