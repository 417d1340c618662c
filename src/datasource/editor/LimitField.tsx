import React, { type ReactElement } from 'react';
import { NumberField } from '../fields/NumberField';
import type { QueryLimits } from '../limits';
import type { ClewQuery } from '../query';
import type { ViewEditorProps } from './viewProps';

type Props<Q extends ClewQuery> = Pick<ViewEditorProps<Q>, 'query' | 'settings' | 'onChange'> & {
  readonly of: keyof QueryLimits;
  readonly label: string;
};

/** A limit of one query; that of the settings where it says nothing. */
export function LimitField<Q extends ClewQuery>({ of, label, query, settings, onChange }: Props<Q>): ReactElement {
  return (
    <NumberField
      label={label}
      value={query.limits?.[of]}
      fallback={settings.limits[of]}
      min={1}
      onChange={(limit) => onChange({ ...query, limits: { ...query.limits, [of]: limit } })}
    />
  );
}
