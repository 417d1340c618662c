import React, { type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { Choices } from '../../fields/Choices';
import { RadioField } from '../../fields/RadioField';
import { Row } from '../../fields/Row';
import { GOLDEN_SIGNALS, type Breakdown, type ServicesQuery } from '../../query';
import { LimitField } from '../LimitField';
import { ServiceNames } from '../ServiceNames';
import type { ViewEditorProps } from '../viewProps';
import { breakdownText, goldenSignalText } from '../words';
import { BaselineFields } from './BaselineFields';

const BREAKDOWNS: readonly Breakdown[] = ['service', 'instance', 'edge'];

/** Edits the question for golden signals. */
export function ServicesEditor(props: ViewEditorProps<ServicesQuery>): ReactElement {
  const { query, onCommit } = props;
  return (
    <>
      <Row>
        <RadioField
          label={t('services.breakdown', 'By')}
          value={query.breakdown}
          options={BREAKDOWNS.map((value) => ({ value, label: breakdownText(value) }))}
          onChange={(breakdown) => onCommit({ ...query, breakdown })}
        />
        <ServiceNames {...props} />
        <Choices
          label={t('editor.signals', 'Signals')}
          all={GOLDEN_SIGNALS}
          chosen={query.signals}
          text={goldenSignalText}
          onChange={(signals) => onCommit({ ...query, signals })}
        />
      </Row>
      <Row>
        <BaselineFields {...props} />
        <LimitField {...props} of="services" label={t('services.limit', 'Most services')} />
      </Row>
    </>
  );
}
