/** An event of Chromium's tracing, as far as it is read here. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of the processor, for complete events. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const MAIN_THREAD = 'CrRendererMain';
const TASK = 'ThreadControllerImpl::RunTask';

/** Of tracing, what {@link longestTaskCpu} needs. */
export const TRACE_CATEGORIES = ['toplevel'] as const;

/**
 * The most time that one task of a page's main thread had the processor, in milliseconds: what the task costs, whatever else
 * the machine does meanwhile. The task's duration, which `PerformanceObserver` reports, has the waiting in it.
 */
export function longestTaskCpu(recording: Buffer): number {
  // JSON as Chromium writes it.
  const { traceEvents }: { readonly traceEvents: readonly TraceEvent[] } = JSON.parse(recording.toString('utf8'));
  const thread = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const mains = new Set(
    traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === MAIN_THREAD).map(thread)
  );
  const tasks = traceEvents.filter((event) => event.ph === 'X' && event.name === TASK && mains.has(thread(event)));
  return tasks.reduce((most, { tdur = 0 }) => Math.max(most, tdur), 0) / 1000;
}
