import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Combobox, useStyles2 } from '@grafana/ui';
import React, { useDeferredValue, useId, useMemo } from 'react';
import { nanos } from '../../../engine/units';
import { Part, raw } from '../../../ui';
import type { WhatIfChoice } from '../viewModel';
import type { ManyProps } from './manyProps';

const MOST_CHOICES = 200;
const QUANTILES = ['p50', 'p95', 'p99'] as const;

/** What the latency of the requests would be if an operation were faster. */
export function WhatIfBar(props: ManyProps) {
  const { many, state, dispatch, options, words } = props;
  const styles = useStyles2(getStyles);
  const id = useId();
  const retiming = many.retiming();
  const [first] = retiming.operations;
  const choice: WhatIfChoice | undefined =
    state.whatIf ??
    (first === undefined
      ? undefined
      : { service: first.service, operation: first.operation, faster: options.faster / 100 });
  // Re-timing may take longer than a frame: the slider stays under the finger.
  const asked = useDeferredValue(choice);
  const answer = useMemo(
    () =>
      asked === undefined
        ? undefined
        : retiming.whatIf({ service: asked.service, operation: asked.operation, factor: 1 - asked.faster }),
    [retiming, asked]
  );
  const choices = useMemo(
    () =>
      retiming.operations.slice(0, MOST_CHOICES).map(({ service, operation }) => ({
        value: choiceKey(service, operation),
        label: words.operation(operation),
        description: words.service(service),
      })),
    [retiming, words]
  );
  if (choice === undefined || answer === undefined) {
    return null;
  }
  const percent = Math.round(choice.faster * 100);
  return (
    <div className={styles.part}>
      <Part
        title={t('criticalpath.what-if.title', 'What if')}
        note={t(
          'criticalpath.what-if.note',
          '{{changed}} of {{traces}} requests would be shorter, {{saved}} each on average',
          raw({ changed: answer.changed, traces: answer.traces, saved: words.length(nanos(answer.saved)) })
        )}
      >
        <div className={styles.row} data-testid="clew-what-if">
          <div className={styles.choice}>
            <label htmlFor={`${id}-operation`} className="sr-only">
              {t('criticalpath.what-if.operation', 'Operation')}
            </label>
            <Combobox
              id={`${id}-operation`}
              options={choices}
              value={choiceKey(choice.service, choice.operation)}
              onChange={({ value }) => {
                const found = retiming.operations.find(
                  ({ service, operation }) => choiceKey(service, operation) === value
                );
                if (found !== undefined) {
                  dispatch({
                    kind: 'what-if',
                    choice: { service: found.service, operation: found.operation, faster: choice.faster },
                  });
                }
              }}
            />
          </div>
          <label className={styles.slider} htmlFor={id}>
            <input
              id={id}
              type="range"
              min={0}
              max={100}
              step={5}
              value={percent}
              className={styles.input}
              onChange={(event) =>
                dispatch({ kind: 'what-if', choice: { ...choice, faster: event.currentTarget.valueAsNumber / 100 } })
              }
            />
            <span className={styles.percent}>
              {t('criticalpath.what-if.faster', '{{percent}} % faster', { percent })}
            </span>
          </label>
        </div>
        <dl className={styles.answers} aria-live="polite">
          {QUANTILES.map((quantile) => {
            const [before, after] = [answer.before[quantile], answer.after[quantile]];
            return (
              <div key={quantile} className={styles.answer}>
                <dt>{quantile.toUpperCase()}</dt>
                <dd>
                  <span className={styles.quiet}>{words.length(nanos(before))}</span> →{' '}
                  <span className={styles.after}>{words.length(nanos(after))}</span>{' '}
                  <span className={styles.gain}>{before > after ? words.saved(nanos(before - after)) : ''}</span>
                </dd>
              </div>
            );
          })}
        </dl>
      </Part>
    </div>
  );
}

function choiceKey(service: string, operation: string): string {
  return `${service}\n${operation}`;
}

function getStyles(theme: GrafanaTheme2) {
  return {
    part: css({ display: 'flex', flex: '0 0 auto', flexDirection: 'column', '& > section': { flex: '0 0 auto' } }),
    row: css({ alignItems: 'center', display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5, 2) }),
    choice: css({ flex: '1 1 200px', minWidth: 0 }),
    slider: css({ alignItems: 'center', display: 'flex', flex: '1 1 200px', gap: theme.spacing(1), margin: 0 }),
    input: css({ accentColor: theme.colors.primary.main, flex: '1 1 auto', minWidth: 60 }),
    percent: css({
      flex: '0 0 auto',
      fontSize: theme.typography.bodySmall.fontSize,
      fontVariantNumeric: 'tabular-nums',
      minWidth: 84,
      textAlign: 'right',
    }),
    answers: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5, 2), margin: theme.spacing(1, 0, 0) }),
    answer: css({
      flex: '1 1 130px',
      fontSize: theme.typography.bodySmall.fontSize,
      fontVariantNumeric: 'tabular-nums',
      '& dt': { color: theme.colors.text.secondary, fontWeight: 'normal' },
      '& dd': { margin: 0, whiteSpace: 'nowrap' },
    }),
    quiet: css({ color: theme.colors.text.secondary }),
    after: css({ fontWeight: theme.typography.fontWeightMedium }),
    gain: css({ color: theme.colors.success.text }),
  };
}
