import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { problemText, raw, SourcesFooter, traceNotes } from '../../../ui';
import type { OneTrace, Reading } from '../viewModel';
import { Details } from './Details';
import { Findings } from './Findings';
import { nothingOddText, pathNotes, ruleText, sizeText } from './notes';
import { OperationsTable } from './OperationsTable';
import { PathNote } from './PathNote';
import { SpanTable } from './SpanTable';
import { Strip } from './Strip';
import { isNarrow, OneControls, Toolbar } from './Toolbar';
import type { ViewProps } from './viewProps';
import { Waterfall } from './Waterfall';

interface Props extends ViewProps {
  readonly one: OneTrace;
  readonly reading: Reading;
  /** There are more traces than this one. */
  readonly many: boolean;
}

/** Below these heights, in pixels, a part is left out so that the drawing keeps its room. */
const LEAST = { footer: 200, controls: 160, strip: 90, spans: 110 } as const;

/** One trace: where the time went, the waterfall with the path, the operations that cost most. */
export function OneView(props: Props) {
  const { one, reading, many, options, state, dispatch, width, height } = props;
  const styles = useStyles2(getStyles);
  const narrow = isNarrow(width);
  const { trace } = one;
  const open = useMemo(() => trace.spanId.indexOf(state.open ?? '\u0000'), [trace, state.open]);
  return (
    <>
      {options.showControls && height > LEAST.controls && (
        <Toolbar {...props} summary={summaryText(props)}>
          <OneControls {...props} traces={reading.traces} many={many} />
        </Toolbar>
      )}
      <PathNote {...props} />
      {options.showStrip && (height > LEAST.strip || !showsSpans(props)) && <Strip {...props} />}
      <div className={styles.main}>
        <Body {...props} />
        {open >= 0 && <Details {...props} row={open} narrow={narrow} />}
      </div>
      {options.showFooter && height > LEAST.footer && (
        <SourcesFooter
          summary={`${ruleText(options)} · ${sizeText(one)}`}
          notes={[...pathNotes(one), ...traceNotes([], reading.copies), ...reading.problems.map(problemText)]}
          none={nothingOddText()}
          report={reading.report}
          open={state.footerOpen}
          onToggle={(next) => dispatch({ kind: 'footer', open: next })}
        />
      )}
    </>
  );
}

function showsSpans({ options, state, width, height }: Props): boolean {
  return height > LEAST.spans && (!isNarrow(width) || !options.showTable || state.onePart === 'spans');
}

/** Spans and operations beside one another, or one of them. */
function Body(props: Props) {
  const { reading, options, state, width, height } = props;
  const styles = useStyles2(getStyles);
  const spans = showsSpans(props);
  const beside = options.showTable && !isNarrow(width) && height > LEAST.controls;
  const alone = !spans && height > LEAST.spans;
  return (
    <>
      {spans && (state.shape === 'drawing' ? <Waterfall {...props} /> : <SpanTable {...props} />)}
      {(beside || alone) && (
        <div className={alone ? styles.below : styles.aside}>
          <OperationsTable {...props} />
          <Findings {...props} history={reading.history} />
        </div>
      )}
    </>
  );
}

/** `POST /checkout · 5.04 s · 10 spans, 6 on the path`. */
function summaryText({ one, words }: Props): string {
  const { trace, path } = one;
  const root = path.roots[0] ?? 0;
  const spans = t('criticalpath.summary.spans', '{{count}} spans', { count: trace.size, defaultValue_one: 'one span' });
  return t(
    'criticalpath.summary.one',
    '{{operation}} · {{length}} · {{spans}}, {{onPath}} on the path',
    raw({
      operation: words.operation(trace.operation[root] ?? ''),
      length: words.length(path.length),
      spans,
      onPath: path.path.length,
    })
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    main: css({
      display: 'flex',
      flex: '1 1 auto',
      gap: theme.spacing(2),
      minHeight: 0,
      minWidth: 0,
      position: 'relative',
    }),
    aside: css({ flex: '0 0 auto', maxWidth: '42%', overflow: 'auto', width: 460 }),
    below: css({ flex: '1 1 auto', overflow: 'auto' }),
  };
}
