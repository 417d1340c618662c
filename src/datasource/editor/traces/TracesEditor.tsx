import React, { type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { Combobox, InlineSwitch, Stack, TextArea } from '@grafana/ui';
import { Labelled } from '../../fields/Labelled';
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
        label={t('traces.selection', 'Traces (TraceQL)')}
        hint={t('traces.selection-hint', 'Spansets choose traces; the whole traces are fetched')}
        text={query.selection}
        onText={(selection) => ({ ...query, selection })}
        example='{ resource.service.name = "checkout" && duration > 1s }'
      />
      <SelectionField
        {...props}
        label={t('traces.baseline', 'Compare with (TraceQL)')}
        hint={t('traces.baseline-hint', 'May stay empty')}
        text={query.baseline ?? ''}
        onText={(baseline) => ({ ...query, baseline: baseline === '' ? undefined : baseline })}
        example='{ resource.service.name = "checkout" && status != error }'
      />
      <Stack direction="row" gap={2} wrap="wrap" alignItems="flex-end">
        <SampleFields {...props} />
        <InlineSwitch
          label={t('traces.history', 'Usual durations')}
          aria-label={t('traces.history', 'Usual durations')}
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
  const obstacle = text.trim() === '' ? undefined : selectionObstacle(text);
  return (
    <Labelled
      label={label}
      description={hint}
      invalid={obstacle !== undefined}
      error={obstacle === undefined ? undefined : problemText(obstacle)}
    >
      {(id) => (
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
      )}
    </Labelled>
  );
}

function SampleFields({ query, onChange, onCommit }: ViewEditorProps<TracesQuery>): ReactElement {
  const { sample } = query;
  const change = (part: Partial<TraceSample>): TracesQuery => ({ ...query, sample: { ...sample, ...part } });
  return (
    <>
      <Labelled label={t('traces.sample', 'Sample')}>
        {(id) => (
          <Combobox
            id={id}
            width={28}
            value={sample.kind}
            options={[
              {
                value: 'slowest',
                label: t('sample.slowest', 'Slowest'),
                description: t('sample.slowest-description', 'The longest traces of the window'),
              },
              {
                value: 'random',
                label: t('sample.random', 'Random'),
                description: t('sample.random-description', 'Any traces; the seed says which'),
              },
              {
                value: 'stratified',
                label: t('sample.stratified', 'Stratified'),
                description: t('sample.stratified-description', 'As many of each slice of the window'),
              },
            ]}
            onChange={({ value }) => onCommit(change({ kind: value }))}
          />
        )}
      </Labelled>
      <NumberField
        label={t('traces.count', 'Traces')}
        value={sample.traces}
        fallback={DEFAULT_QUERIES.traces.sample.traces}
        min={1}
        max={MOST_SAMPLED_TRACES}
        onChange={(traces) => onChange(change({ traces: traces ?? DEFAULT_QUERIES.traces.sample.traces }))}
      />
      {sample.kind !== 'slowest' && (
        <NumberField
          label={t('traces.seed', 'Seed')}
          value={sample.seed}
          fallback={0}
          min={0}
          onChange={(seed) => onChange(change({ seed }))}
        />
      )}
    </>
  );
}
