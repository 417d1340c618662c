import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { TooltipDisplayMode } from '@grafana/schema';
import { Button, useStyles2 } from '@grafana/ui';
import React, { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import { nanos } from '../../../engine/units';
import { type Fact, Part, Tip, useSize } from '../../../ui';
import { FLAME_ROOT, type FlameBox, flameBoxes, type FlameStep, stepFlame } from '../viewModel';
import type { ManyProps } from './manyProps';

const ROW = 22;
const LEAST_BOX = 1.5;
const LEAST_TEXT = 24;
const STEPS: Readonly<Record<string, FlameStep>> = {
  ArrowUp: 'caller',
  ArrowDown: 'callee',
  ArrowRight: 'next',
  ArrowLeft: 'previous',
};

interface Hover {
  readonly box: FlameBox;
  readonly clientX: number;
  readonly clientY: number;
}

/** Call paths on the critical path over all requests, as wide as their time, callers above what they called. */
export function FlameGraph(props: ManyProps) {
  const { many, state, dispatch, look, options } = props;
  const styles = useStyles2(getStyles);
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const { width } = useSize(scroller, props);
  const boxes = useMemo(() => flameBoxes(many, state.flameRoot ?? FLAME_ROOT), [many, state.flameRoot]);
  const seen = boxes.filter(({ from, to }) => (to - from) * width >= LEAST_BOX);
  const levels = seen.reduce((most, { level }) => Math.max(most, level + 1), 0);
  const [focus, setFocus] = useState<string>();
  const [hover, setHover] = useState<Hover>();
  const zoom = (box: FlameBox | undefined) =>
    dispatch({ kind: 'flame-root', path: box === undefined || box.key === FLAME_ROOT ? undefined : box.key });
  const focused = seen.find(({ key }) => key === focus);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step !== undefined) {
      const next = stepFlame(seen, focus, step);
      setFocus(next?.key);
      scroller.current?.children[0]?.children[seen.findIndex((box) => box === next)]?.scrollIntoView?.({
        block: 'nearest',
      });
    } else if (event.key === 'Enter' || event.key === ' ') {
      zoom(focused);
    } else if (event.key === 'Escape') {
      zoom(undefined);
    } else {
      return;
    }
    event.preventDefault();
  };
  return (
    <Part
      compact
      title={t('criticalpath.flame.title', 'Call paths on the critical path')}
      aside={
        state.flameRoot !== undefined && (
          <Button size="sm" variant="secondary" fill="text" icon="search-minus" onClick={() => zoom(undefined)}>
            {t('criticalpath.flame.all', 'All requests')}
          </Button>
        )
      }
    >
      <div
        ref={scroller}
        className={styles.scroller}
        role="tree"
        tabIndex={0}
        aria-label={t(
          'criticalpath.flame.label',
          'Call paths: down to callees, up to callers, Enter widens, Escape shows all'
        )}
        aria-activedescendant={focused === undefined ? undefined : `${id}-${focused.row}`}
        onKeyDown={onKeyDown}
        data-testid="clew-flame"
      >
        <div className={styles.graph} style={{ height: levels * ROW }} role="presentation">
          {seen.map((box) => {
            const name = boxName(props, box);
            const pixels = (box.to - box.from) * width;
            const key = serviceKey(props, box);
            const label = `${name.text}, ${name.share}`;
            return (
              <div
                key={box.key}
                id={`${id}-${box.row}`}
                role="treeitem"
                aria-level={box.level + 1}
                aria-selected={box.key === focus}
                aria-label={label}
                className={cx(
                  styles.box,
                  box.key === focus && styles.focused,
                  state.service !== undefined && state.service !== key && styles.quiet
                )}
                style={{
                  background: key === undefined ? look.theme.colors.background.secondary : look.service(key).box,
                  left: box.from * width,
                  top: box.level * ROW,
                  width: Math.max(1, pixels - 1),
                }}
                onClick={() => {
                  setFocus(box.key);
                  zoom(box);
                }}
                onPointerMove={({ clientX, clientY }) => setHover({ box, clientX, clientY })}
                onPointerLeave={() => setHover(undefined)}
              >
                {pixels >= LEAST_TEXT && (
                  <span className={styles.text}>
                    {name.text} <span className={styles.share}>{name.share}</span>
                  </span>
                )}
              </div>
            );
          })}
        </div>
      </div>
      {hover !== undefined && options.tooltip.mode !== TooltipDisplayMode.None && (
        <Tip
          point={hover}
          title={boxName(props, hover.box).text}
          facts={boxFacts(props, hover.box)}
          aside={boxName(props, hover.box).share}
        />
      )}
      <div className="sr-only" aria-live="polite">
        {focused === undefined
          ? ''
          : [
              boxName(props, focused).text,
              ...boxFacts(props, focused).map(({ name, value }) => `${name} ${value}`),
            ].join(', ')}
      </div>
    </Part>
  );
}

function serviceKey({ many }: ManyProps, box: FlameBox): string | undefined {
  const callPath = many.group.callPaths[box.row];
  return callPath === undefined ? undefined : many.operation(callPath.operation).service;
}

function boxName({ many, words }: ManyProps, box: FlameBox): { readonly text: string; readonly share: string } {
  const callPath = many.group.callPaths[box.row];
  const { totals, time } = many.group;
  if (callPath === undefined) {
    return { text: t('criticalpath.flame.requests', 'All requests'), share: words.length(nanos(totals.mean)) };
  }
  const { service, operation } = many.operation(callPath.operation);
  return {
    text: `${words.service(service)} ${words.operation(operation)}`,
    share: words.share(time === 0 ? 0 : callPath.inclusive / time),
  };
}

/** Times are those of one request on average. */
function boxFacts({ many, words }: ManyProps, box: FlameBox): readonly Fact[] {
  const { group } = many;
  const callPath = group.callPaths[box.row];
  if (callPath === undefined) {
    return [{ name: t('criticalpath.flame.count', 'Requests'), value: String(group.traces) }];
  }
  const each = (time: number) => words.length(nanos(time / Math.max(1, group.traces)));
  const [worst] = callPath.exemplars;
  return [
    { name: t('criticalpath.flame.inclusive', 'With what it called'), value: each(callPath.inclusive) },
    { name: t('criticalpath.flame.exclusive', 'Itself'), value: each(callPath.exclusive) },
    {
      name: t('criticalpath.flame.found', 'On the path of'),
      value: t('criticalpath.flame.found-value', '{{traces}} of {{all}} requests', {
        traces: callPath.traces,
        all: group.traces,
      }),
    },
    ...(worst === undefined
      ? []
      : [{ name: t('criticalpath.flame.worst', 'At worst'), value: words.length(nanos(worst.exclusive)) }]),
  ];
}

function getStyles(theme: GrafanaTheme2) {
  return {
    scroller: css({
      flex: '1 1 auto',
      minHeight: 0,
      overflowX: 'hidden',
      overflowY: 'auto',
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
    graph: css({ position: 'relative' }),
    box: css({
      borderRadius: 2,
      cursor: 'pointer',
      fontSize: theme.typography.bodySmall.fontSize,
      height: ROW - 1,
      lineHeight: `${ROW - 1}px`,
      overflow: 'hidden',
      position: 'absolute',
      whiteSpace: 'nowrap',
      '&:hover': { filter: 'brightness(1.12)' },
    }),
    text: css({ padding: '0 6px' }),
    share: css({ color: theme.colors.text.primary, fontVariantNumeric: 'tabular-nums' }),
    focused: css({ boxShadow: `inset 0 0 0 2px ${theme.colors.primary.main}` }),
    quiet: css({ opacity: 0.45 }),
  };
}
