import React, { useId, type ReactElement } from 'react';
import { dateTime } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Combobox, Field, TimeRangeInput } from '@grafana/ui';
import { Labelled } from '../../fields/Labelled';
import { assertUnreachable } from '../../../engine/result';
import { NumberField } from '../../fields/NumberField';
import type { BaselineChoice, ServicesQuery } from '../../query';
import type { ViewEditorProps } from '../viewProps';

const HOUR = 3600;
const DAY = 24 * HOUR;

type Props = Pick<ViewEditorProps<ServicesQuery>, 'query' | 'range' | 'onChange' | 'onCommit'>;
type Kind = BaselineChoice['kind'];

/** What the window is compared with. */
export function BaselineFields({ query, range, onChange, onCommit }: Props): ReactElement {
  const id = useId();
  const { baseline } = query;
  const choose = (kind: Kind): void => onCommit({ ...query, baseline: freshBaseline(kind, range) });
  const windowId = `${id}-window`;
  return (
    <>
      <Labelled label={t('baseline.label', 'Compare with')}>
        {(id) => (
          <Combobox
            id={id}
            width={28}
            value={baseline.kind}
            options={[
              { value: 'none', label: t('baseline.none', 'Nothing') },
              { value: 'before', label: t('baseline.before', 'The time before') },
              { value: 'shifted', label: t('baseline.shifted', 'The same time earlier') },
              { value: 'window', label: t('baseline.window', 'A fixed window') },
            ]}
            onChange={({ value }) => choose(value)}
          />
        )}
      </Labelled>
      {baseline.kind === 'shifted' && (
        <NumberField
          label={t('baseline.hours', 'Hours earlier')}
          suffix="h"
          value={Math.round(baseline.seconds / HOUR)}
          fallback={DAY / HOUR}
          min={1}
          onChange={(hours) =>
            onChange({ ...query, baseline: { kind: 'shifted', seconds: (hours ?? DAY / HOUR) * HOUR } })
          }
        />
      )}
      {baseline.kind === 'window' && (
        <Field label={t('baseline.fixed', 'Window')} htmlFor={windowId} noMargin>
          <div id={windowId} role="group" aria-label={t('baseline.fixed', 'Window')}>
            <TimeRangeInput
              value={rangeOf(baseline)}
              onChange={({ from, to }) =>
                onCommit({ ...query, baseline: { kind: 'window', from: from.valueOf(), to: to.valueOf() } })
              }
            />
          </div>
        </Field>
      )}
    </>
  );
}

function freshBaseline(kind: Kind, range: ViewEditorProps<ServicesQuery>['range']): BaselineChoice {
  switch (kind) {
    case 'none':
    case 'before':
      return { kind };
    case 'shifted':
      return { kind, seconds: DAY };
    case 'window': {
      const to = range?.from.valueOf() ?? Date.now();
      return { kind, from: to - HOUR * 1000, to };
    }
    default:
      return assertUnreachable(kind);
  }
}

function rangeOf({
  from,
  to,
}: Extract<BaselineChoice, { kind: 'window' }>): Parameters<typeof TimeRangeInput>[0]['value'] {
  const start = dateTime(from);
  const end = dateTime(to);
  return { from: start, to: end, raw: { from: start, to: end } };
}
