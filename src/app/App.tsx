import type { AppRootProps } from '@grafana/data';
import { ErrorBoundaryAlert } from '@grafana/ui';
import React from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { InvestigatePage } from './investigate/InvestigatePage';

/** The app's routes, below `/a/clew-incident-app`. */
export function App(_: AppRootProps) {
  return (
    <ErrorBoundaryAlert boundaryName="clew-incident-app">
      <Routes>
        <Route path="investigate" element={<InvestigatePage />} />
        <Route path="*" element={<Navigate to="investigate" replace />} />
      </Routes>
    </ErrorBoundaryAlert>
  );
}
