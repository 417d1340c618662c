import { css } from '@emotion/css';
import type { GrafanaTheme2, PanelData } from '@grafana/data';
import { t } from '@grafana/i18n';
import type { TimeZone } from '@grafana/schema';
import { Button, useStyles2 } from '@grafana/ui';
import React, { useCallback, useMemo, useRef, useState } from 'react';
import { answerState, useChoice } from '../../../ui';
import type { CascadeOptions, Mode } from '../options';
import {
  type Analysed,
  type Cards,
  type Layout,
  makeCards,
  momentsOf,
  type Phase,
  phaseAt,
  phaseInAll,
  replaySpan,
} from '../viewModel';
import { CascadeTable } from './CascadeTable';
import { Details } from './Details';
import { Graph } from './Graph';
import { isBeside } from './look';
import { Scrubber } from './Scrubber';
import { Side } from './Side';
import { Sources } from './Sources';
import { Summary } from './Summary';
import { Toolbar } from './Toolbar';
import { useChosen } from './useChosen';
import { useLayout } from './useLayout';
import { useReplay } from './useReplay';
import type { ViewProps } from './viewProps';

interface Props {
  readonly analysed: Analysed;
  readonly data: PanelData;
  readonly options: CascadeOptions;
  readonly timeZone: TimeZone;
  readonly width: number;
  readonly height: number;
}

/** Below it there is room for the graph alone. */
const SMALL = { width: 240, height: 200 };
/** Beyond so many boxes the replay steps from onset to onset. */
const MOST_ANIMATED = 60;

/** The parts of the panel. It owns what the reader chose, and nothing else. */
export function CascadeView({ analysed, data, options, timeZone, width, height }: Props) {
  const styles = useStyles2(getStyles);
  const root = useRef<HTMLDivElement>(null);
  const [mode, setMode] = useChoice<Mode>(options.mode);
  const [untouched, setUntouched] = useChoice(options.showUntouched);
  const [chosen, onChoose] = useChosen(root);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const cards = useMemo(() => makeCards(analysed), [analysed]);
  const { layout, missing, onRetry } = useLayout(analysed, cards, {
    most: options.mostServices,
    showUntouched: untouched,
    open,
  });
  // The table says the same: it stands in while there is no drawing.
  const drawn = mode === 'graph' ? layout : undefined;
  const moments = useMemo(() => momentsOf(cards), [cards]);
  const { length } = analysed.window;
  const span = useMemo(() => replaySpan(moments, length), [moments, length]);
  const replay = useReplay(span, moments, isFew(layout));
  const time = drawn === undefined || replay.atEnd ? undefined : replay.time;
  const phases = phasesOf(cards, time);
  const onOpenGroup = useCallback((id: string) => setOpen((before) => new Set([...before, id])), []);
  const settled = answerState(data, analysed.reading.report) !== 'loading';
  const view: ViewProps = { analysed, cards, request: data.request, timeZone, settled, phases, chosen, onChoose };
  const beside = isBeside(drawn, { width, height });
  const main =
    drawn === undefined ? (
      <CascadeTable {...view} untouched={untouched} />
    ) : (
      <Graph {...view} layout={drawn} time={time} onOpenGroup={onOpenGroup} />
    );
  const body = (
    <div className={beside ? styles.row : styles.stack}>
      {main}
      {!isSmall({ width, height }) && <Side {...view} beside={beside} />}
      <Chosen {...view} below={!beside} />
    </div>
  );
  const frame = { className: styles.root, style: { width, height }, 'data-testid': 'clew-cascade' };
  if (isSmall({ width, height })) {
    return (
      <div ref={root} {...frame}>
        {body}
      </div>
    );
  }
  return (
    <div ref={root} {...frame}>
      <div className={styles.head}>
        <Summary {...view} />
        {options.showControls && (
          <Toolbar mode={mode} onMode={setMode} untouched={untouched} onUntouched={setUntouched} />
        )}
      </div>
      {mode === 'graph' && missing && <Missing onRetry={onRetry} />}
      {body}
      {options.showReplay && drawn !== undefined && (
        <Scrubber {...view} replay={replay} span={span} moments={moments} />
      )}
      {options.showFooter && <Sources data={data} analysed={analysed} />}
    </div>
  );
}

function isSmall({ width, height }: { readonly width: number; readonly height: number }): boolean {
  return width < SMALL.width || height < SMALL.height;
}

function isFew(layout: Layout | undefined): boolean {
  return layout === undefined || layout.nodes.length <= MOST_ANIMATED;
}

/** The details of the service that was chosen. */
function Chosen(view: ViewProps & { readonly below: boolean }) {
  const card = view.cards.cards.find(({ id }) => id === view.chosen);
  return card === undefined ? null : <Details {...view} card={card} />;
}

/** How every service does at a moment; over the whole window when that is absent. */
function phasesOf({ cards }: Cards, time: number | undefined): ReadonlyMap<string, Phase> {
  return new Map(cards.map((card) => [card.id, time === undefined ? phaseInAll(card) : phaseAt(card, time)]));
}

/** Why the table is shown in the graph's place. */
function Missing({ onRetry }: { readonly onRetry: () => void }) {
  return (
    <div role="alert">
      {t('cascade.graph.failed', 'What draws the graph could not be loaded; the table says the same')}{' '}
      <Button size="sm" variant="secondary" onClick={onRetry}>
        {t('cascade.graph.retry', 'Try again')}
      </Button>
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const fill = {
    display: 'flex',
    flex: '1 1 auto',
    gap: theme.spacing(1),
    minHeight: 0,
    minWidth: 0,
    position: 'relative',
  } as const;
  return {
    root: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5), position: 'relative' }),
    head: css({
      alignItems: 'center',
      display: 'flex',
      flex: '0 0 auto',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2),
    }),
    row: css(fill),
    stack: css(fill, { flexDirection: 'column' }),
  };
}
