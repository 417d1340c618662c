import { getBackendSrv } from '@grafana/runtime';
import { firstValueFrom } from 'rxjs';
import { THREAD_DASHBOARD } from './address';

/** Whether this Grafana has the dashboard, and the user may see it. Never rejects, and shows no error of its own. */
export async function dashboardExists(): Promise<boolean> {
  try {
    await firstValueFrom(
      getBackendSrv().fetch({ url: `/api/dashboards/uid/${THREAD_DASHBOARD}`, showErrorAlert: false })
    );
    return true;
  } catch {
    return false;
  }
}
