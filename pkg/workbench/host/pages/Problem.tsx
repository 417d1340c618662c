import React from 'react';
import { Alert } from '@grafana/ui';

/** A page that could not be made, and why. */
export function Problem({ title, error }: { title: string; error: unknown }) {
  return (
    <Alert severity="error" title={title}>
      {reasonOf(error)}
    </Alert>
  );
}

function reasonOf(error: unknown): string {
  if (error instanceof Error) {
    return error.message;
  }
  return typeof error === 'object' && error !== null && 'status' in error
    ? `HTTP status ${error.status}`
    : String(error);
}
