import React, { type ReactElement } from 'react';
import type { QueryEditorHelpProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Stack, Text } from '@grafana/ui';
import { DEFAULT_QUERIES, queryText, type ClewQuery } from '../query';
import { viewText, viewTooltip } from './words';

const REF_ID = 'A';

/** One example for each view, and what to know of it. */
function examples(): ReadonlyArray<{ readonly query: ClewQuery; readonly hint: string }> {
  return [
    {
      query: { ...DEFAULT_QUERIES.correlate, refId: REF_ID, value: 'req_f977cef0' },
      hint: t(
        'help.correlate',
        'Keys say where an ID lives: span attributes, labels, fields of log lines. The data source has presets, and its settings take more. Nested IDs (req_x_inventory) belong to req_x.'
      ),
    },
    {
      query: { ...DEFAULT_QUERIES.services, refId: REF_ID, baseline: { kind: 'shifted', seconds: 86_400 } },
      hint: t(
        'help.services',
        'Conventions are detected from the metrics that are there. Without services all of them are asked, up to the limit. A variable of several values stands for each of them.'
      ),
    },
    {
      query: {
        ...DEFAULT_QUERIES.traces,
        refId: REF_ID,
        selection: '{ resource.service.name = "checkout" && duration > 1s }',
      },
      hint: t(
        'help.traces',
        'A selection is TraceQL with braces and without functions that make numbers. Scope and filters go into each pair of braces. Shift+Enter runs it.'
      ),
    },
    {
      query: { ...DEFAULT_QUERIES.events, refId: REF_ID, service: 'checkout' },
      hint: t(
        'help.events',
        'Errors come from spans, or from log levels where there are no traces; deploys are changes of service.version.'
      ),
    },
    {
      query: { ...DEFAULT_QUERIES.breakers, refId: REF_ID },
      hint: t('help.breakers', 'No series is unknown, never closed. Traces let the panel infer what nobody measures.'),
    },
    {
      query: { ...DEFAULT_QUERIES.cascade, refId: REF_ID },
      hint: t(
        'help.cascade',
        "The Cascade panel orders who left the baseline first; Grafana's Node graph draws the calls."
      ),
    },
  ];
}

/** The cheat sheet of Explore. */
export function QueryEditorHelp({ onClickExample }: QueryEditorHelpProps<ClewQuery>): ReactElement {
  return (
    <Stack direction="column" gap={2}>
      {examples().map(({ query, hint }) => (
        <Stack key={query.view} direction="column" gap={0.5}>
          <Text element="h4">{viewText(query.view)}</Text>
          <Text>{viewTooltip(query.view)}</Text>
          <Text color="secondary">{hint}</Text>
          <div>
            <Button variant="secondary" size="sm" onClick={() => onClickExample(query)}>
              {queryText(query)}
            </Button>
          </div>
        </Stack>
      ))}
    </Stack>
  );
}
