import React, { type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { Checkbox, Combobox, Stack } from '@grafana/ui';
import { Labelled } from '../../fields/Labelled';
import { EVENT_KINDS, type EventKind, type EventsQuery } from '../../query';
import { optionsFrom } from '../suggestions';
import type { ViewEditorProps } from '../viewProps';
import { eventText } from '../words';

/** Edits the question for errors and deploys. */
export function EventsEditor({ query, datasource, range, onCommit }: ViewEditorProps<EventsQuery>): ReactElement {
  const toggle = (event: EventKind, on: boolean): void => {
    onCommit({ ...query, events: EVENT_KINDS.filter((one) => (one === event ? on : query.events.includes(one))) });
  };
  return (
    <Stack direction="row" gap={2} wrap="wrap" alignItems="flex-end">
      <Labelled label={t('events.service', 'Service')}>
        {(id) => (
          <Combobox
            id={id}
            width={40}
            value={query.service === '' ? null : { value: query.service, label: query.service }}
            options={optionsFrom(() => datasource.serviceNames(range), datasource.variableNames())}
            createCustomValue
            onChange={({ value }) => onCommit({ ...query, service: value })}
          />
        )}
      </Labelled>
      <Stack direction="row" gap={2} role="group" aria-label={t('events.kinds', 'Events')}>
        {EVENT_KINDS.map((event) => (
          <Checkbox
            key={event}
            label={eventText(event)}
            value={query.events.includes(event)}
            onChange={(change) => toggle(event, change.currentTarget.checked)}
          />
        ))}
      </Stack>
    </Stack>
  );
}
