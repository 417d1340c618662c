import React, { type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { InlineSwitch, type ComboboxOption } from '@grafana/ui';
import { refusalText, texts, wording } from '../../../ui';
import { NumberField } from '../../fields/NumberField';
import { Row } from '../../fields/Row';
import { SelectField } from '../../fields/SelectField';
import { TextField } from '../../fields/TextField';
import {
  DEFAULT_QUERIES,
  MOST_SAMPLED_TRACES,
  selectionObstacle,
  type TraceSample,
  type TracesQuery,
} from '../../query';
import type { ViewEditorProps } from '../viewProps';

/** Examples in TraceQL: nothing to translate. */
const SELECTION_EXAMPLE = '{ resource.service.name = "checkout" && duration > 1s }';
const BASELINE_EXAMPLE = '{ resource.service.name = "checkout" && status != error }';

const SAMPLES: ReadonlyArray<TraceSample['kind']> = ['slowest', 'random', 'stratified'];

const sampleText = texts('sample.', [
  wording('sample.slowest', 'Slowest'),
  wording('sample.slowest-description', 'The longest traces of the window'),
  wording('sample.random', 'Random'),
  wording('sample.random-description', 'Any traces; the seed says which'),
  wording('sample.stratified', 'Stratified'),
  wording('sample.stratified-description', 'As many of each slice of the window'),
]);

/** Edits the question for many traces. */
export function TracesEditor(props: ViewEditorProps<TracesQuery>): ReactElement {
  const { query, onChange, onCommit, onRunQuery } = props;
  const { sample } = query;
  const { traces: most } = DEFAULT_QUERIES.traces.sample;
  const sampled = (part: Partial<TraceSample>): TracesQuery => ({ ...query, sample: { ...sample, ...part } });
  const selection = { rows: 2, width: 80, onDone: onRunQuery };
  const label = t('traces.history', 'Usual durations');
  return (
    <>
      <TextField
        {...selection}
        label={t('traces.selection', 'Traces (TraceQL)')}
        description={t('traces.selection-hint', 'Spansets choose traces; the whole traces are fetched')}
        value={query.selection}
        error={errorIn(query.selection)}
        onChange={(text) => onChange({ ...query, selection: text })}
        placeholder={SELECTION_EXAMPLE}
      />
      <TextField
        {...selection}
        label={t('traces.baseline', 'Compare with (TraceQL)')}
        description={t('traces.baseline-hint', 'May stay empty')}
        value={query.baseline ?? ''}
        error={errorIn(query.baseline ?? '')}
        onChange={(text) => onChange({ ...query, baseline: text === '' ? undefined : text })}
        placeholder={BASELINE_EXAMPLE}
      />
      <Row>
        <SelectField
          label={t('traces.sample', 'Sample')}
          value={sample.kind}
          options={SAMPLES.map(sampleOption)}
          onChange={(kind) => onCommit(sampled({ kind }))}
        />
        <NumberField
          label={t('traces.count', 'Traces')}
          value={sample.traces}
          fallback={most}
          min={1}
          max={MOST_SAMPLED_TRACES}
          onChange={(traces = most) => onChange(sampled({ traces }))}
        />
        {sample.kind !== 'slowest' && (
          <NumberField
            label={t('traces.seed', 'Seed')}
            value={sample.seed}
            fallback={0}
            min={0}
            onChange={(seed) => onChange(sampled({ seed }))}
          />
        )}
        <InlineSwitch
          label={label}
          aria-label={label}
          showLabel
          value={query.history}
          onChange={(event) => onCommit({ ...query, history: event.currentTarget.checked })}
        />
      </Row>
    </>
  );
}

/** What is wrong with a selection while it is written; an empty one is not finished. */
function errorIn(selection: string): string | undefined {
  const obstacle = selection.trim() === '' ? undefined : selectionObstacle(selection);
  return obstacle && refusalText(obstacle);
}

function sampleOption(value: TraceSample['kind']): ComboboxOption<TraceSample['kind']> {
  return { value, label: sampleText(value), description: sampleText(`${value}-description`) };
}
