import React, { useId, type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { Field, RadioButtonGroup } from '@grafana/ui';
import type { View } from '../query';
import { viewText, viewTooltip } from './words';

interface Props {
  readonly views: readonly View[];
  readonly view: View;
  readonly onChange: (view: View) => void;
}

/** Which question is asked. */
export function ViewPicker({ views, view, onChange }: Props): ReactElement {
  const id = useId();
  return (
    <Field label={t('datasource.query.view', 'View')} htmlFor={id} noMargin>
      <RadioButtonGroup
        id={id}
        aria-label={t('datasource.query.view', 'View')}
        options={views.map((value) => ({ value, label: viewText(value), description: viewTooltip(value) }))}
        value={view}
        onChange={onChange}
      />
    </Field>
  );
}
