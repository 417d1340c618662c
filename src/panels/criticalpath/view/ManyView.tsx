import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { RadioButtonGroup, useStyles2 } from '@grafana/ui';
import React from 'react';
import { nanos } from '../../../engine/units';
import { problemText, raw, SourcesFooter, traceNotes } from '../../../ui';
import type { ManyPart, Reading } from '../viewModel';
import { CohortTable } from './CohortTable';
import { FlameGraph } from './FlameGraph';
import { FlameTable } from './FlameTable';
import { Heatmap } from './Heatmap';
import { HeatmapTable } from './HeatmapTable';
import { ManyOperations } from './ManyOperations';
import type { ManyProps } from './manyProps';
import { nothingOddText, ruleText } from './notes';
import { PathNote } from './PathNote';
import { isNarrow, Toolbar } from './Toolbar';
import { WhatIfBar } from './WhatIfBar';

interface Props extends ManyProps {
  readonly reading: Reading;
}

/** Below these heights, in pixels, a part is left out so that the drawing keeps its room. */
const LEAST = { footer: 220, controls: 150, whatIf: 300, both: 460 } as const;

/** Many traces: call paths, what slow requests do, operations by request, and what would make them faster. */
export function ManyView(props: Props) {
  const { many, reading, options, state, dispatch, height } = props;
  const styles = useStyles2(getStyles);
  const single = showsOne(props);
  return (
    <>
      {options.showControls && height > LEAST.controls && (
        <Toolbar {...props} summary={summaryText(props)}>
          {single && <PartPicker {...props} />}
        </Toolbar>
      )}
      <PathNote {...props} />
      <div className={styles.main}>
        <Drawings {...props} />
        <Tables {...props} />
      </div>
      {single && height > LEAST.whatIf && <WhatIfBar {...props} />}
      {options.showFooter && height > LEAST.footer && (
        <SourcesFooter
          summary={[ruleText(options), ...sampleNotes(many)].join(' · ')}
          notes={[
            ...traceNotes(
              reading.traces.map(({ trace }) => trace),
              reading.copies
            ),
            ...reading.problems.map(problemText),
          ]}
          none={nothingOddText()}
          report={reading.report}
          open={state.footerOpen}
          onToggle={(next) => dispatch({ kind: 'footer', open: next })}
        />
      )}
    </>
  );
}

/** Whether there is room for one part at a time only. */
function showsOne({ options, width, height }: ManyProps): boolean {
  return isNarrow(width) || height < LEAST.both || !options.showTable;
}

function shows(props: ManyProps, part: ManyPart): boolean {
  return !showsOne(props) || props.state.manyPart === part;
}

function PartPicker({ state, dispatch }: ManyProps) {
  return (
    <RadioButtonGroup<ManyPart>
      size="sm"
      aria-label={t('criticalpath.many.part', 'What to show')}
      value={state.manyPart}
      options={[
        { value: 'flame', label: t('criticalpath.many.flame', 'Call paths') },
        { value: 'cohorts', label: t('criticalpath.many.cohorts', 'Slow requests') },
        { value: 'operations', label: t('criticalpath.many.part-operations', 'Operations') },
        { value: 'heatmap', label: t('criticalpath.many.heatmap', 'Requests') },
      ]}
      onChange={(part) => dispatch({ kind: 'many-part', part })}
    />
  );
}

function Drawings(props: ManyProps) {
  const styles = useStyles2(getStyles);
  const table = props.state.shape === 'table';
  const [flame, heatmap] = [shows(props, 'flame'), shows(props, 'heatmap')];
  return flame || heatmap ? (
    <div className={styles.column}>
      {flame && (table ? <FlameTable {...props} /> : <FlameGraph {...props} />)}
      {heatmap && (table ? <HeatmapTable {...props} /> : <Heatmap {...props} />)}
    </div>
  ) : null;
}

function Tables(props: ManyProps) {
  const styles = useStyles2(getStyles);
  const single = showsOne(props);
  const [cohorts, operations] = [shows(props, 'cohorts'), shows(props, 'operations')];
  return cohorts || operations ? (
    <div className={single ? styles.column : styles.aside}>
      {!single && <WhatIfBar {...props} />}
      {cohorts && <CohortTable {...props} />}
      {operations && <ManyOperations {...props} />}
    </div>
  ) : null;
}

/** `100 requests · P50 120 ms · P99 2.3 s`. */
function summaryText({ many, words }: Props): string {
  const { totals, traces } = many.group;
  const requests = t('criticalpath.many.requests', '{{count}} requests', {
    count: traces,
    defaultValue_one: 'one request',
  });
  return t(
    'criticalpath.many.summary',
    '{{requests}} · P50 {{p50}} · P99 {{p99}}',
    raw({ requests, p50: words.length(nanos(totals.p50)), p99: words.length(nanos(totals.p99)) })
  );
}

function sampleNotes({ group, baseline }: Props['many']): readonly string[] {
  return [
    t('criticalpath.many.size', '{{count}} spans', { count: group.spans, defaultValue_one: 'one span' }),
    ...(group.kept < group.traces
      ? [t('criticalpath.many.kept', 'cohorts of {{kept}} sampled traces', raw({ kept: group.kept }))]
      : []),
    ...(group.folded > 0
      ? [
          t('criticalpath.many.folded', '{{count}} spans on rare call paths counted as their callers’', {
            count: group.folded,
          }),
        ]
      : []),
    ...(baseline === undefined
      ? []
      : [t('criticalpath.many.baseline', 'baseline of {{count}} requests', { count: baseline.traces })]),
  ];
}

function getStyles(theme: GrafanaTheme2) {
  const column = { display: 'flex', flexDirection: 'column', minHeight: 0, minWidth: 0 } as const;
  return {
    main: css({ display: 'flex', flex: '1 1 auto', gap: theme.spacing(2), minHeight: 0, minWidth: 0 }),
    column: css({ ...column, flex: '1 1 auto', gap: theme.spacing(1) }),
    aside: css({ ...column, flex: '0 0 auto', gap: theme.spacing(1), maxWidth: '42%', width: 520 }),
  };
}
