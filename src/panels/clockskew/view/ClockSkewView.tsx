import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { clockText, raw, SourcesFooter, StateMessage, traceNotes, useChoice, useFonts } from '../../../ui';
import type { PartName } from '../options';
import { type ClockCurve, clockCurves, pairMatrix, type PairMatrix } from '../viewModel';
import { ClocksTable } from './ClocksTable';
import { makeLook } from './look';
import { unjoined } from './nothing';
import { PairHeatmap } from './PairHeatmap';
import { PairTable } from './PairTable';
import { Summary } from './Summary';
import { TimeChart } from './TimeChart';
import { TimeTable } from './TimeTable';
import { type Shape, Toolbar } from './Toolbar';
import type { ViewProps } from './viewProps';
import { ViolationsTable } from './ViolationsTable';

/** From this size on all parts are shown at once. */
const ROOM = { width: 900, height: 460 };
/** Below it there is room for the part alone. */
const SMALL = { width: 280, height: 160 };

/** The parts of the panel. It owns what the reader chose, and nothing else. */
export function ClockSkewView(props: Omit<ViewProps, 'look'>) {
  const { clocks, settings, options, width, height } = props;
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const fonts = useFonts();
  // eslint-disable-next-line react-hooks/exhaustive-deps -- a font that arrives changes what is drawn
  const look = useMemo(() => makeLook(theme), [theme, fonts]);
  const matrix = useMemo(() => pairMatrix(clocks, settings.thresholds), [clocks, settings]);
  const curves = useMemo(() => clockCurves(clocks), [clocks]);
  const [part, setPart] = useChoice<PartName>(options.part === 'auto' ? 'pairs' : options.part);
  const [shape, setShape] = useState<Shape>('drawing');
  const all = options.part === 'auto' && width >= ROOM.width && height >= ROOM.height;
  const small = width < SMALL.width || height < SMALL.height;
  const view: PartProps = { ...props, look, matrix, curves, shape };
  return (
    <div className={styles.root} style={{ width, height }} data-testid="clew-clock-skew">
      {!small && (
        <div className={styles.head}>
          <Summary clocks={clocks} />
          {options.showControls && (
            <Toolbar part={all ? undefined : part} onPart={setPart} shape={shape} onShape={setShape} />
          )}
        </div>
      )}
      {all ? (
        <div className={styles.grid}>
          <One {...view} part="pairs" />
          {clocks.nodes.length > 0 && <One {...view} part="time" />}
          <One {...view} part="clocks" />
          <One {...view} part="violations" />
        </div>
      ) : (
        <One {...view} part={part} />
      )}
      {options.showFooter && !small && <Foot {...view} />}
    </div>
  );
}

interface PartProps extends ViewProps {
  readonly matrix: PairMatrix;
  readonly curves: readonly ClockCurve[];
  readonly shape: Shape;
}

function One({ part, ...view }: PartProps & { readonly part: PartName }) {
  if (view.clocks.nodes.length === 0 && (part === 'pairs' || part === 'time')) {
    return <StateMessage {...unjoined(view.reading, view.clocks)} />;
  }
  switch (part) {
    case 'pairs':
      return view.shape === 'table' ? <PairTable matrix={view.matrix} /> : <PairHeatmap {...view} />;
    case 'time':
      return view.shape === 'table' ? <TimeTable {...view} /> : <TimeChart {...view} />;
    case 'clocks':
      return <ClocksTable {...view} />;
    case 'violations':
      return <ViolationsTable {...view} />;
  }
}

function Foot({ clocks, reading, options }: PartProps) {
  const [open, setOpen] = useState<boolean>();
  const keys = options.nodeKeys.filter((key) => key.trim() !== '').join(', ');
  return (
    <SourcesFooter
      summary={t('clockskew.footer.summary', '{{requests}} requests in {{traces}} traces join {{nodes}} nodes', {
        requests: clocks.report.exchanges,
        traces: reading.traces.length,
        nodes: clocks.nodes.length,
      })}
      notes={[
        t('clockskew.footer.method', 'Offsets are bounded by the requests alone; nothing was moved'),
        ...(keys === '' ? [] : [t('clockskew.footer.keys', 'Nodes are named by {{keys}}', raw({ keys }))]),
        ...traceNotes(reading.traces, reading.copies),
        ...[...clocks.problems, ...reading.problems].map(clockText),
      ]}
      report={reading.report}
      open={open}
      onToggle={setOpen}
    />
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    root: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5), position: 'relative' }),
    head: css({
      alignItems: 'center',
      display: 'flex',
      flex: '0 0 auto',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2),
    }),
    grid: css({
      display: 'grid',
      flex: '1 1 auto',
      gap: theme.spacing(1, 2),
      gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
      gridTemplateRows: 'minmax(0, 1.15fr) minmax(0, 1fr)',
      minHeight: 0,
    }),
  };
}
