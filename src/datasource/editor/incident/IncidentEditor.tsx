import React, { type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { signalText } from '../../../ui';
import { Choices } from '../../fields/Choices';
import { Row } from '../../fields/Row';
import { SIGNALS, type BreakersQuery, type CascadeQuery } from '../../query';
import { LimitField } from '../LimitField';
import { ServiceNames } from '../ServiceNames';
import { BaselineFields } from '../services/BaselineFields';
import type { ViewEditorProps } from '../viewProps';

/** Edits the questions for circuit breakers and for cascades: whose, and what is asked. */
export function IncidentEditor(props: ViewEditorProps<BreakersQuery | CascadeQuery>): ReactElement {
  const { query, onCommit } = props;
  return (
    <>
      <Row>
        <ServiceNames {...props} />
        <Choices
          label={t('editor.signals', 'Signals')}
          all={SIGNALS}
          chosen={query.signals}
          text={signalText}
          onChange={(signals) => onCommit({ ...query, signals })}
        />
      </Row>
      <Row>
        {query.view === 'cascade' && <BaselineFields {...props} query={query} />}
        <LimitField {...props} of="services" label={t('services.limit', 'Most services')} />
        <LimitField {...props} of="traces" label={t('editor.traces', 'Most traces')} />
        <LimitField {...props} of="lines" label={t('editor.lines', 'Most log lines')} />
      </Row>
    </>
  );
}
