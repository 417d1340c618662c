import React, { type ReactElement, type ReactNode } from 'react';
import { Stack } from '@grafana/ui';

interface Props {
  /** Makes the row a group, with a name for those who do not see it. */
  readonly label?: string;
  readonly children: ReactNode;
}

/** Fields beside one another, on as many lines as they need. */
export function Row({ label, children }: Props): ReactElement {
  return (
    <Stack
      direction="row"
      gap={2}
      wrap="wrap"
      alignItems="flex-end"
      role={label === undefined ? undefined : 'group'}
      aria-label={label}
    >
      {children}
    </Stack>
  );
}
