import React, { type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import type { Problem } from '../../engine/result';
import { problemText, remedyText } from '../../ui';

interface Props {
  readonly reason: Problem;
}

/** Says where the query is tried that it cannot work there, and what to do instead. */
export function RefusedHere({ reason }: Props): ReactElement {
  return (
    <Alert severity="warning" title={problemText(reason)}>
      {remedyText(reason.code, reason.params) ?? t('editor.unreadable', 'This query cannot run')}
    </Alert>
  );
}
