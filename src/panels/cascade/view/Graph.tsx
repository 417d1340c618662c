import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, IconButton, useStyles2, useTheme2 } from '@grafana/ui';
import React, { type KeyboardEvent, type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type PixelSize, useSize } from '../../../ui';
import { boxAfter, hasArrived, isTouched, type Layout, type PlacedNode } from '../viewModel';
import { Arrow } from './Arrow';
import { GroupCard } from './GroupCard';
import { Legend } from './Legend';
import { ServiceCard } from './ServiceCard';
import type { ViewProps } from './viewProps';

interface Props extends ViewProps {
  readonly layout: Layout;
  /** Where the replay is, nanoseconds after the window's start; absent when all of it is shown. */
  readonly time: number | undefined;
  readonly onOpenGroup: (id: string) => void;
}

const FALLBACK = { width: 800, height: 400 };
/** Smaller, and nobody can read the words; larger looks as if something had gone wrong. */
const FIT = { least: 0.86, most: 1.2 };
const ZOOM = { least: 0.3, most: 2, step: 1.25 };
/** There must be room for the drawing beside what the lines mean. */
const LEGEND_FROM = 420;

/** Callers on the left, what they depend on on the right; it is as large as the panel where that can be read. */
export function Graph(props: Props) {
  const { analysed, layout, phases, chosen, time, onChoose, onOpenGroup } = props;
  const now = time === undefined ? undefined : time / analysed.window.length;
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const frame = useRef<HTMLDivElement>(null);
  const size = useSize(frame, FALLBACK);
  const [zoom, setZoom] = useState<number>();
  const [focus, setFocus] = useState<string>();
  const scale = zoom ?? fitting(layout, size);
  const ordered = useMemo(() => inReadingOrder(layout.nodes), [layout]);
  const stop = ordered.find(({ node }) => node.id === focus) ?? ordered[0];

  useShown(frame, layout, scale, size);

  const onKeyDown = (event: KeyboardEvent) => {
    const next = boxAfter(ordered, stop?.node.id, event.key);
    if (next !== undefined) {
      event.preventDefault();
      setFocus(next);
      frame.current?.querySelector<HTMLElement>(`[data-box="${CSS.escape(next)}"] button`)?.focus();
    } else if (event.key === 'Escape') {
      onChoose(undefined);
    }
  };

  return (
    <div className={styles.outer}>
      <div
        ref={frame}
        className={styles.frame}
        role="group"
        aria-label={t(
          'cascade.graph.label',
          'Services: callers on the left, what they call on the right. Arrow keys move'
        )}
        data-testid="clew-cascade-graph"
        onKeyDown={onKeyDown}
      >
        <div className={styles.sheet} style={{ height: layout.height * scale, width: layout.width * scale }}>
          <div
            className={styles.drawing}
            style={{ height: layout.height, transform: `scale(${scale})`, width: layout.width }}
          >
            <svg className={styles.arrows} width={layout.width} height={layout.height} aria-hidden="true">
              {[...layout.edges]
                .map((placed) => ({ placed, active: placed.edge.propagation.some((one) => hasArrived(one, phases)) }))
                .sort((a, b) => Number(a.active) - Number(b.active))
                .map(({ placed, active }) => (
                  <Arrow key={placed.edge.id} placed={placed} active={active} theme={theme} />
                ))}
            </svg>
            {layout.aside !== undefined && (
              <span className={styles.aside} style={{ left: layout.aside.x, top: layout.aside.y }}>
                {t('cascade.graph.aside', 'Untouched')}
              </span>
            )}
            {ordered.map((box) => (
              <div key={box.node.id} data-box={box.node.id}>
                {box.node.kind === 'group' ? (
                  <GroupCard
                    box={box}
                    group={box.node.group}
                    stop={box === stop}
                    onOpen={onOpenGroup}
                    onFocus={setFocus}
                  />
                ) : (
                  <ServiceCard
                    box={box}
                    card={box.node.card}
                    phase={phases.get(box.node.id) ?? 'usual'}
                    chosen={chosen === box.node.id}
                    stop={box === stop}
                    now={isTouched(box.node.card) ? now : undefined}
                    onChoose={onChoose}
                    onFocus={setFocus}
                  />
                )}
              </div>
            ))}
          </div>
        </div>
      </div>
      <div className={styles.foot}>
        {size.width >= LEGEND_FROM && <Legend edges={layout.edges} />}
        <div className={styles.zoom}>
          <IconButton
            name="minus"
            aria-label={t('cascade.graph.out', 'Smaller')}
            onClick={() => setZoom(Math.max(ZOOM.least, scale / ZOOM.step))}
          />
          <IconButton
            name="plus"
            aria-label={t('cascade.graph.in', 'Larger')}
            onClick={() => setZoom(Math.min(ZOOM.most, scale * ZOOM.step))}
          />
          <Button
            size="sm"
            fill="text"
            variant="secondary"
            aria-label={t('cascade.graph.fit', 'As large as the panel')}
            onClick={() => setZoom(undefined)}
          >
            {t('cascade.graph.fit-short', 'Fit')}
          </Button>
        </div>
      </div>
    </div>
  );
}

/** How much larger than drawn: as large as fits, as long as that can be read. */
function fitting(drawing: PixelSize, { width, height }: PixelSize): number {
  const fits = Math.min(width / drawing.width, height / drawing.height);
  return Math.max(FIT.least, Math.min(FIT.most, fits));
}

/** Brings the first to degrade into view, where not all of the drawing is. */
function useShown(
  frame: RefObject<HTMLDivElement | null>,
  { nodes }: Layout,
  scale: number,
  { width, height }: PixelSize
): void {
  const first = nodes.find(({ node }) => node.kind === 'card' && node.card.first !== undefined) ?? nodes[0];
  useLayoutEffect(() => {
    if (first !== undefined) {
      frame.current?.scrollTo?.({
        left: (first.x + first.width / 2) * scale - width / 2,
        top: (first.y + first.height / 2) * scale - height / 2,
      });
    }
  }, [frame, first, scale, width, height]);
}

/** From the left to the right, and from above: the order of the Tab key and of a screen reader. */
function inReadingOrder(nodes: readonly PlacedNode[]): readonly PlacedNode[] {
  return [...nodes].sort((a, b) => a.x - b.x || a.y - b.y);
}

function getStyles(theme: GrafanaTheme2) {
  return {
    outer: css({ display: 'flex', flex: '1 1 0', flexDirection: 'column', minHeight: 0, minWidth: 0 }),
    frame: css({ display: 'flex', flex: '1 1 0', minHeight: 0, overflow: 'auto' }),
    // Margins, not alignment: what overflows must stay within reach of the scroll bars.
    sheet: css({ flex: '0 0 auto', margin: 'auto' }),
    drawing: css({ position: 'relative', transformOrigin: '0 0' }),
    aside: css({
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
      position: 'absolute',
      transform: 'translateY(-50%)',
      whiteSpace: 'nowrap',
    }),
    arrows: css({ left: 0, overflow: 'visible', position: 'absolute', top: 0 }),
    foot: css({ alignItems: 'center', display: 'flex', flex: '0 0 auto', justifyContent: 'space-between' }),
    zoom: css({ alignItems: 'center', display: 'flex', flex: '0 0 auto', gap: theme.spacing(0.5), marginLeft: 'auto' }),
  };
}
