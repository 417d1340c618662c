import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, IconButton, useStyles2, useTheme2 } from '@grafana/ui';
import React, { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { type PixelSize, useSize } from '../../../ui';
import { boxAfter, hasArrived, isTouched, type Layout, type PlacedNode } from '../viewModel';
import { Arrow } from './Arrow';
import { GroupCard } from './GroupCard';
import { ServiceCard } from './ServiceCard';
import type { ViewProps } from './viewProps';

interface Props extends ViewProps {
  readonly layout: Layout;
  /** Where the replay is, between 0 and 1 of the window; absent when it is at the end. */
  readonly now: number | undefined;
  readonly onOpenGroup: (id: string) => void;
}

const FALLBACK = { width: 800, height: 400 };
/** Smaller, and names cannot be read. */
const LEAST_FIT = 0.55;
const ZOOM = { least: 0.3, most: 2, step: 1.25 };

/** Callers on the left, what they depend on on the right; it is as large as the panel where that can be read. */
export function Graph(props: Props) {
  const { layout, phases, chosen, now, onChoose, onOpenGroup } = props;
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const frame = useRef<HTMLDivElement>(null);
  const size = useSize(frame, FALLBACK);
  const [zoom, setZoom] = useState<number>();
  const [focus, setFocus] = useState<string>();
  const fit = Math.max(LEAST_FIT, Math.min(1, size.width / layout.width, size.height / layout.height));
  const scale = zoom ?? fit;
  const ordered = inReadingOrder(layout.nodes);
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
            {ordered.map((box) => (
              <div key={box.node.id} data-box={box.node.id}>
                {box.node.kind === 'group' ? (
                  <GroupCard
                    box={box}
                    group={box.node.group}
                    stop={box === stop}
                    onOpen={() => onOpenGroup(box.node.id)}
                    onFocus={() => setFocus(box.node.id)}
                  />
                ) : (
                  <ServiceCard
                    box={box}
                    card={box.node.card}
                    phase={phases.get(box.node.id) ?? 'usual'}
                    chosen={chosen === box.node.id}
                    stop={box === stop}
                    now={isTouched(box.node.card) ? now : undefined}
                    onChoose={() => onChoose(chosen === box.node.id ? undefined : box.node.id)}
                    onFocus={() => setFocus(box.node.id)}
                  />
                )}
              </div>
            ))}
          </div>
        </div>
      </div>
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
  );
}

/** Brings the first to degrade into view, where not all of the drawing is. */
function useShown(
  frame: RefObject<HTMLDivElement | null>,
  { nodes }: Layout,
  scale: number,
  { width, height }: PixelSize
): void {
  const first = nodes.find(({ node }) => node.kind === 'card' && node.card.first) ?? nodes[0];
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
    outer: css({ flex: '1 1 0', minHeight: 0, minWidth: 0, position: 'relative' }),
    frame: css({ display: 'flex', height: '100%', overflow: 'auto' }),
    // Margins, not alignment: what overflows must stay within reach of the scroll bars.
    sheet: css({ flex: '0 0 auto', margin: 'auto' }),
    drawing: css({ position: 'relative', transformOrigin: '0 0' }),
    arrows: css({ left: 0, overflow: 'visible', position: 'absolute', top: 0 }),
    zoom: css({
      background: theme.colors.background.primary,
      borderRadius: theme.shape.radius.default,
      bottom: theme.spacing(0.5),
      alignItems: 'center',
      display: 'flex',
      gap: theme.spacing(0.5),
      padding: theme.spacing(0.25, 0.5),
      position: 'absolute',
      right: theme.spacing(1.5),
    }),
  };
}
