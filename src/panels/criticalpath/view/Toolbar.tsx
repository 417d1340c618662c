import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Combobox, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import React, { type ReactNode, useId, useMemo } from 'react';
import { NO_PARENT } from '../../../engine/model';
import { ClockSwitch } from '../../../ui';
import type { OneTrace, Shape, TraceEntry } from '../viewModel';
import type { ViewProps } from './viewProps';

interface Props extends ViewProps {
  /** What is drawn, in a few words, at the right. */
  readonly summary: string;
  readonly children: ReactNode;
}

/** The controls of a view, in one row where there is room for one; drawing or table is offered by all of them. */
export function Toolbar({ state, dispatch, correction, onCorrect, summary, width, height, children }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('criticalpath.toolbar.label', 'Critical path controls')}>
      {children}
      <RadioButtonGroup<Shape>
        size="sm"
        aria-label={t('criticalpath.toolbar.shape', 'Drawing or table')}
        value={state.shape}
        options={[
          { value: 'drawing', label: t('criticalpath.toolbar.drawing', 'Drawing') },
          { value: 'table', label: t('criticalpath.toolbar.table', 'Table') },
        ]}
        onChange={(shape) => dispatch({ kind: 'shape', shape })}
      />
      <ClockSwitch on={correction !== undefined} onChange={onCorrect} />
      {(!isNarrow(width) || height > LEAST_FOR_SUMMARY) && (
        <span className={styles.summary} data-testid="clew-summary" title={summary}>
          {summary}
        </span>
      )}
    </div>
  );
}

interface OneControlsProps extends ViewProps {
  readonly one: OneTrace;
  readonly traces: readonly TraceEntry[];
  /** There is a view of all traces to go back to. */
  readonly many: boolean;
}

/** Which of several traces is looked at. */
function TracePicker({ one, traces, dispatch, words }: OneControlsProps) {
  const id = useId();
  const options = useMemo(
    () =>
      traces.map(({ trace }) => ({
        value: trace.traceId,
        label: trace.traceId.slice(0, ID_DIGITS),
        description: words.operation(trace.operation[trace.parent.indexOf(NO_PARENT)] ?? ''),
      })),
    [traces, words]
  );
  return (
    <div>
      <label htmlFor={id} className="sr-only">
        {t('criticalpath.toolbar.trace', 'Trace')}
      </label>
      <Combobox
        id={id}
        width={18}
        options={options}
        value={String(one.trace.traceId)}
        onChange={({ value }) => dispatch({ kind: 'trace', traceId: value })}
      />
    </div>
  );
}

const ID_DIGITS = 12;

/** What the controls of one trace offer. */
export function OneControls(props: OneControlsProps) {
  const { state, dispatch, width, many } = props;
  return (
    <>
      {many && (
        <Button
          size="sm"
          variant="secondary"
          fill="outline"
          icon="arrow-left"
          onClick={() => dispatch({ kind: 'trace', traceId: undefined })}
        >
          {t('criticalpath.toolbar.back', 'All traces')}
        </Button>
      )}
      {props.traces.length > 1 && <TracePicker {...props} />}
      <RadioButtonGroup<'all' | 'path'>
        size="sm"
        aria-label={t('criticalpath.toolbar.spans', 'Spans')}
        value={state.onlyPath ? 'path' : 'all'}
        options={[
          { value: 'all', label: t('criticalpath.toolbar.all', 'All spans') },
          { value: 'path', label: t('criticalpath.toolbar.path', 'Only the path') },
        ]}
        onChange={(which) => dispatch({ kind: 'only-path', only: which === 'path' })}
      />
      {isNarrow(width) && (
        <RadioButtonGroup<'spans' | 'operations'>
          size="sm"
          aria-label={t('criticalpath.toolbar.part', 'What to show')}
          value={state.onePart}
          options={[
            { value: 'spans', label: t('criticalpath.toolbar.part-spans', 'Spans') },
            { value: 'operations', label: t('criticalpath.toolbar.part-operations', 'Operations') },
          ]}
          onChange={(part) => dispatch({ kind: 'one-part', part })}
        />
      )}
      {state.zoom !== undefined && (
        <Button
          size="sm"
          variant="secondary"
          fill="outline"
          icon="search-minus"
          onClick={() => dispatch({ kind: 'zoom', zoom: undefined })}
        >
          {t('criticalpath.toolbar.zoom-out', 'Show everything')}
        </Button>
      )}
    </>
  );
}

const NARROW = 860;
/** Where it takes a line of its own, a low panel has none left. */
const LEAST_FOR_SUMMARY = 300;

/** Whether spans and operations do not fit beside one another. */
export function isNarrow(width: number): boolean {
  return width < NARROW;
}

function getStyles(theme: GrafanaTheme2) {
  return {
    bar: css({
      alignItems: 'center',
      display: 'flex',
      flex: '0 0 auto',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 1),
      padding: theme.spacing(0, 0, 0.5),
    }),
    summary: css({
      color: theme.colors.text.secondary,
      flex: '1 1 120px',
      fontSize: theme.typography.bodySmall.fontSize,
      overflow: 'hidden',
      textAlign: 'right',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    }),
  };
}
