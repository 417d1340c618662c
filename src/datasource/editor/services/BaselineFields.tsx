import React, { type ReactElement } from 'react';
import { dateTime } from '@grafana/data';
import { t } from '@grafana/i18n';
import { TimeRangeInput } from '@grafana/ui';
import { texts, wording } from '../../../ui';
import { Labelled } from '../../fields/Labelled';
import { NumberField } from '../../fields/NumberField';
import { SelectField } from '../../fields/SelectField';
import type { BaselineChoice, ClewQuery } from '../../query';
import type { ViewEditorProps } from '../viewProps';

const HOUR = 3600;
const HOURS_A_DAY = 24;

type Compared = Extract<ClewQuery, { readonly baseline: BaselineChoice }>;
type Props<Q extends Compared> = Pick<ViewEditorProps<Q>, 'query' | 'range' | 'onChange' | 'onCommit'>;
type Kind = BaselineChoice['kind'];

const KINDS: readonly Kind[] = ['none', 'before', 'shifted', 'window'];

const kindText = texts('baseline.', [
  wording('baseline.none', 'Nothing'),
  wording('baseline.before', 'The time before'),
  wording('baseline.shifted', 'The same time earlier'),
  wording('baseline.window', 'A fixed window'),
]);

/** What the window is compared with. */
export function BaselineFields<Q extends Compared>({ query, range, onChange, onCommit }: Props<Q>): ReactElement {
  const { baseline } = query;
  const windowText = t('baseline.fixed', 'Window');
  const [from, to] = baseline.kind === 'window' ? [dateTime(baseline.from), dateTime(baseline.to)] : [];
  return (
    <>
      <SelectField
        label={t('baseline.label', 'Compare with')}
        value={baseline.kind}
        options={KINDS.map((value) => ({ value, label: kindText(value) }))}
        onChange={(kind) => onCommit({ ...query, baseline: freshBaseline(kind, range) })}
      />
      {baseline.kind === 'shifted' && (
        <NumberField
          label={t('baseline.hours', 'Hours earlier')}
          suffix="h"
          value={Math.round(baseline.seconds / HOUR)}
          fallback={HOURS_A_DAY}
          min={1}
          onChange={(hours = HOURS_A_DAY) =>
            onChange({ ...query, baseline: { kind: 'shifted', seconds: hours * HOUR } })
          }
        />
      )}
      {from !== undefined && to !== undefined && (
        <Labelled label={windowText}>
          {(id) => (
            <div id={id} role="group" aria-label={windowText}>
              <TimeRangeInput
                value={{ from, to, raw: { from, to } }}
                onChange={(next) =>
                  onCommit({
                    ...query,
                    baseline: { kind: 'window', from: next.from.valueOf(), to: next.to.valueOf() },
                  })
                }
              />
            </div>
          )}
        </Labelled>
      )}
    </>
  );
}

function freshBaseline(kind: Kind, range: ViewEditorProps<ClewQuery>['range']): BaselineChoice {
  const to = range?.from.valueOf() ?? Date.now();
  switch (kind) {
    case 'shifted':
      return { kind, seconds: HOURS_A_DAY * HOUR };
    case 'window':
      return { kind, from: to - HOUR * 1000, to };
    default:
      return { kind };
  }
}
