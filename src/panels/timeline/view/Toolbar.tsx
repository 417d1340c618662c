import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, IconButton, Input, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import React, { type Dispatch } from 'react';
import { ClockSwitch } from '../../../ui';
import { isOpen, Severity, type SeverityCode, type ViewAction, type ViewState } from '../viewModel';
import { Choice } from './Choice';
import { ExportMenu } from './ExportMenu';

interface Props {
  readonly state: ViewState;
  readonly dispatch: Dispatch<ViewAction>;
  readonly narrow: boolean;
  /** `9 lines`: what the filter lets through, when it holds something back. */
  readonly passing: string | undefined;
  readonly summary: string;
  readonly correctClocks: boolean;
  readonly onCorrect: (on: boolean) => void;
  readonly onZoom: (factor: number) => void;
  readonly onDashboardRange: () => void;
  /** Makes the text of the list. */
  readonly exportText: () => string;
}

const ZOOM = 0.6;
const AROUND_CHOICES = [1, 5, 30];

/** View, filters, zoom and export, in one row where there is room for one. */
export function Toolbar(props: Props) {
  const { state, dispatch, narrow, passing, summary, onZoom, onDashboardRange, exportText } = props;
  const styles = useStyles2(getStyles);
  const { filter } = state;
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('timeline.toolbar.label', 'Timeline controls')}>
      <RadioButtonGroup<'lanes' | 'list'>
        size="sm"
        aria-label={t('timeline.toolbar.view', 'View')}
        value={state.mode}
        options={[
          { value: 'lanes', label: t('timeline.toolbar.lanes', 'Lanes') },
          { value: 'list', label: t('timeline.toolbar.list', 'List') },
        ]}
        onChange={(mode) => dispatch({ kind: 'mode', mode })}
      />
      <div className={styles.search}>
        <Input
          className={styles.input}
          value={filter.text}
          aria-label={t('timeline.toolbar.search', 'Search in operations and log lines')}
          placeholder={t('timeline.toolbar.search-placeholder', 'Search')}
          onChange={(event) => dispatch({ kind: 'text', text: event.currentTarget.value })}
        />
      </div>
      <Choice
        label={t('timeline.toolbar.level', 'Level')}
        value={filter.level}
        marked={filter.level !== Severity.Quiet}
        options={levelOptions()}
        onChange={(level) => dispatch({ kind: 'level', level })}
      />
      <Choice
        label={t('timeline.toolbar.around', 'Around errors')}
        value={filter.around ?? 0}
        marked={filter.around !== undefined}
        options={aroundOptions(filter.around)}
        onChange={(seconds) => dispatch({ kind: 'around', seconds: seconds === 0 ? undefined : seconds })}
      />
      <ClockSwitch on={props.correctClocks} onChange={props.onCorrect} />
      {!isOpen(filter) && (
        <Button
          size="sm"
          fill="text"
          variant="secondary"
          icon="times"
          onClick={() => dispatch({ kind: 'clear-filter' })}
        >
          {passing}
        </Button>
      )}
      <div className={narrow ? styles.below : styles.summary} data-testid="clew-summary" title={summary}>
        {summary}
      </div>
      <div className={styles.end}>
        {state.mode === 'lanes' && (
          <>
            <IconButton
              name="minus"
              aria-label={t('timeline.toolbar.zoom-out', 'Zoom out (key −)')}
              onClick={() => onZoom(1 / ZOOM)}
            />
            <IconButton
              name="plus"
              aria-label={t('timeline.toolbar.zoom-in', 'Zoom in (key +)')}
              onClick={() => onZoom(ZOOM)}
            />
            <IconButton
              name="history-alt"
              aria-label={t('timeline.toolbar.reset', 'Show everything (key 0, double click)')}
              disabled={state.zoom === undefined}
              onClick={() => dispatch({ kind: 'zoom', zoom: undefined })}
            />
            {!narrow && (
              <IconButton
                name="clock-nine"
                aria-label={t('timeline.toolbar.dashboard-range', "Set the dashboard's time range to what is shown")}
                onClick={onDashboardRange}
              />
            )}
          </>
        )}
        <ExportMenu exportText={exportText} />
      </div>
    </div>
  );
}

function levelOptions(): ReadonlyArray<{ readonly value: SeverityCode; readonly label: string }> {
  return [
    { value: Severity.Quiet, label: t('timeline.level.all', 'All levels') },
    { value: Severity.Info, label: t('timeline.level.info', 'Info and above') },
    { value: Severity.Warning, label: t('timeline.level.warning', 'Warnings and errors') },
    { value: Severity.Error, label: t('timeline.level.error', 'Errors') },
  ];
}

function aroundOptions(own: number | undefined) {
  const seconds = [...new Set([...AROUND_CHOICES, ...(own === undefined ? [] : [own])])].sort((a, b) => a - b);
  return [
    { value: 0, label: t('timeline.around.off', 'Around errors: off') },
    ...seconds.map((value) => ({
      value,
      label: t('timeline.around.seconds', '±{{seconds}} s around errors', { seconds: value }),
    })),
  ];
}

function getStyles(theme: GrafanaTheme2) {
  const summary = {
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  } as const;
  return {
    bar: css({
      alignItems: 'center',
      display: 'flex',
      flex: '0 0 auto',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 1),
      padding: theme.spacing(0, 0.5, 0.5),
    }),
    search: css({ flex: '0 1 190px', minWidth: 90 }),
    input: css({ '& input': { height: 24 }, height: 24, minHeight: 24, width: '100%' }),
    summary: css({ ...summary, flex: '1 1 120px', textAlign: 'right' }),
    below: css({ ...summary, flex: '1 0 100%', order: 1 }),
    end: css({ alignItems: 'center', display: 'flex', gap: theme.spacing(0.75), marginLeft: 'auto' }),
  };
}
