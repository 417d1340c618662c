import process from 'node:process';
import { expect, type Locator, type Page, type Request } from '@playwright/test';

/** The address of one request that `npm run demo` printed, with more query parameters. */
export function demoAddress(more: Readonly<Record<string, string>> = {}): string {
  const address = new URL(process.env.WORKBENCH_ADDRESS ?? '');
  Object.entries(more).forEach(([name, value]) => address.searchParams.set(name, value));
  return address.href;
}

/** The address of the incident, with more query parameters. */
export function incidentAddress(more: Readonly<Record<string, string>> = {}): string {
  const address = new URL(process.env.WORKBENCH_INCIDENT ?? '');
  Object.entries(more).forEach(([name, value]) => address.searchParams.set(name, value));
  return address.href;
}

/** The ID that the demo follows. */
export function demoId(): string {
  return new URL(demoAddress()).searchParams.get('var-id') ?? '';
}

/** The page of the demo's dashboard, by what a user sees there. */
export class ThreadPage {
  /** Everything that a browser's console would show in red. */
  readonly complaints: string[] = [];
  private readonly open = new Map<string, Set<Request>>();

  constructor(readonly page: Page) {
    page.on('console', (message) => message.type() === 'error' && this.complaints.push(message.text()));
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('request', (request) => this.requestsOf(request)?.add(request));
    page.on('requestfinished', (request) => this.requestsOf(request)?.delete(request));
    page.on('requestfailed', (request) => this.requestsOf(request)?.delete(request));
  }

  async visit(more: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.page.goto(demoAddress(more));
  }

  /** Requests to a source that have not been answered. */
  openRequests(uid: string): number {
    return this.open.get(uid)?.size ?? 0;
  }

  get panel(): Locator {
    return this.page.getByRole('region', { name: /The thread of/ });
  }

  /** What the panel says it holds: `req_x · 15 spans · 12 lines · ...`. */
  get summary(): Locator {
    return this.panel.getByTestId('clew-summary');
  }

  get lines(): Locator {
    return this.page.getByRole('region', { name: 'Log lines of the thread' }).getByRole('listitem');
  }

  lane(service: string): Locator {
    return this.panel.getByTestId(/^clew-lane /).filter({ hasText: service });
  }

  get drawing(): Locator {
    return this.panel.getByRole('application');
  }

  /** The same things as rows in the order of time. */
  async showList(): Promise<Locator> {
    await this.panel.getByRole('radio', { name: 'List' }).check();
    const list = this.panel.getByRole('grid');
    await expect(list).toBeVisible();
    return list.getByRole('row');
  }

  private requestsOf(request: Request): Set<Request> | undefined {
    const [, uid] = /\/api\/workbench\/query\/(\w+)/.exec(request.url()) ?? [];
    if (uid === undefined) {
      return undefined;
    }
    const requests = this.open.get(uid) ?? new Set();
    this.open.set(uid, requests);
    return requests;
  }
}
