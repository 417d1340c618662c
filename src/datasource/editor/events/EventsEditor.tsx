import React, { useId, type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { Checkbox, Combobox, Field, Stack } from '@grafana/ui';
import { EVENT_KINDS, type EventKind, type EventsQuery } from '../../query';
import { optionsFrom } from '../suggestions';
import type { ViewEditorProps } from '../viewProps';
import { eventText } from '../words';

/** Edits the question for errors and deploys. */
export function EventsEditor({ query, datasource, range, onCommit }: ViewEditorProps<EventsQuery>): ReactElement {
  const id = useId();
  const toggle = (event: EventKind, on: boolean): void => {
    onCommit({ ...query, events: EVENT_KINDS.filter((one) => (one === event ? on : query.events.includes(one))) });
  };
  return (
    <Stack direction="row" gap={2} wrap="wrap" alignItems="flex-end">
      <Field label={t('datasource.events.service', 'Service')} htmlFor={`${id}-service`} noMargin>
        <Combobox
          id={`${id}-service`}
          width={40}
          value={query.service === '' ? null : { value: query.service, label: query.service }}
          options={optionsFrom(() => datasource.serviceNames(range), datasource.variableNames())}
          createCustomValue
          onChange={({ value }) => onCommit({ ...query, service: value })}
        />
      </Field>
      <Stack direction="row" gap={2} role="group" aria-label={t('datasource.events.kinds', 'Events')}>
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
