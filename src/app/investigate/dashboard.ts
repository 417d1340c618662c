import { getBackendSrv } from '@grafana/runtime';
import { useEffect, useState } from 'react';
import { firstValueFrom } from 'rxjs';

/** Whether this Grafana has the dashboard, and the user may see it. Never rejects, and shows no error of its own. */
async function dashboardExists(uid: string): Promise<boolean> {
  try {
    await firstValueFrom(getBackendSrv().fetch({ url: `/api/dashboards/uid/${uid}`, showErrorAlert: false }));
    return true;
  } catch {
    return false;
  }
}

/** The same for a component; `false` until it is known. */
export function useDashboardExists(uid: string): boolean {
  const [exists, setExists] = useState(false);
  useEffect(() => {
    let current = true;
    void dashboardExists(uid).then((answer) => current && setExists(answer));
    return () => {
      current = false;
    };
  }, [uid]);
  return exists;
}
