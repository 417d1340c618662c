import React, { type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { RadioField } from '../fields/RadioField';
import type { View } from '../query';
import { viewText, viewTooltip } from './words';

interface Props {
  readonly views: readonly View[];
  readonly view: View;
  readonly onChange: (view: View) => void;
}

/** Which question is asked. */
export function ViewPicker({ views, view, onChange }: Props): ReactElement {
  return (
    <RadioField
      label={t('editor.view', 'View')}
      options={views.map((value) => ({ value, label: viewText(value), description: viewTooltip(value) }))}
      value={view}
      onChange={onChange}
    />
  );
}
