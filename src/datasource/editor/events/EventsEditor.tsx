import React, { type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { Choices } from '../../fields/Choices';
import { NameField } from '../../fields/NameField';
import { Row } from '../../fields/Row';
import { EVENT_KINDS, type EventsQuery } from '../../query';
import { optionsFrom } from '../suggestions';
import type { ViewEditorProps } from '../viewProps';
import { eventText } from '../words';

/** Edits the question for errors and deploys. */
export function EventsEditor({ query, datasource, range, onCommit }: ViewEditorProps<EventsQuery>): ReactElement {
  return (
    <Row>
      <NameField
        label={t('events.service', 'Service')}
        width={40}
        value={query.service}
        options={optionsFrom(() => datasource.serviceNames(range), datasource.variableNames())}
        onChange={(service) => onCommit({ ...query, service })}
      />
      <Choices
        label={t('events.kinds', 'Events')}
        all={EVENT_KINDS}
        chosen={query.events}
        text={eventText}
        onChange={(events) => onCommit({ ...query, events })}
      />
    </Row>
  );
}
