import { assertUnreachable } from '../../../engine/result';
import type { Nanos } from '../../../engine/units';

/** A stretch of one trace that somebody zoomed to, in nanoseconds after its origin. */
export interface Zoom {
  readonly traceId: string;
  readonly from: Nanos;
  readonly to: Nanos;
}

/** The drawings of many traces, and the what-if. */
export type ManyPart = 'flame' | 'cohorts' | 'operations' | 'heatmap';
/** A drawing, or the table that says the same. */
export type Shape = 'drawing' | 'table';
/** What a narrow panel shows of one trace at a time. */
export type OnePart = 'spans' | 'operations';

/** An operation that the reader makes faster. */
export interface WhatIfChoice {
  readonly service: string;
  readonly operation: string;
  /** 0.2 is a fifth faster. */
  readonly faster: number;
}

/**
 * What the reader did to the panel. It is kept by names that the sources gave (trace and span IDs, keys of services), so
 * that a refresh changes nothing of it.
 */
export interface ViewState {
  /** The trace that is looked at on its own, of many. */
  readonly traceId: string | undefined;
  readonly onlyPath: boolean;
  readonly shape: Shape;
  readonly onePart: OnePart;
  readonly manyPart: ManyPart;
  readonly folded: ReadonlySet<string>;
  readonly zoom: Zoom | undefined;
  /** The span on which the keyboard stands, by ID. */
  readonly focus: string | undefined;
  /** The span whose details are open. */
  readonly open: string | undefined;
  /** Key of the service that is looked at; the rest is dimmed. */
  readonly service: string | undefined;
  /** The call path that fills the flame graph. */
  readonly flameRoot: string | undefined;
  readonly whatIf: WhatIfChoice | undefined;
  /** `undefined` until the reader opens or closes it. */
  readonly footerOpen: boolean | undefined;
}

/** Everything the reader can do. */
export type ViewAction =
  | { readonly kind: 'trace'; readonly traceId: string | undefined }
  | { readonly kind: 'only-path'; readonly only: boolean }
  | { readonly kind: 'shape'; readonly shape: Shape }
  | { readonly kind: 'one-part'; readonly part: OnePart }
  | { readonly kind: 'many-part'; readonly part: ManyPart }
  | { readonly kind: 'fold'; readonly span: string }
  | { readonly kind: 'fold-all'; readonly spans: ReadonlySet<string> }
  | { readonly kind: 'zoom'; readonly zoom: Zoom | undefined }
  | { readonly kind: 'focus'; readonly span: string | undefined }
  | { readonly kind: 'open'; readonly span: string | undefined }
  /** Looks at one service, or at all again when it is already the one. */
  | { readonly kind: 'service'; readonly key: string | undefined }
  | { readonly kind: 'flame-root'; readonly path: string | undefined }
  | { readonly kind: 'what-if'; readonly choice: WhatIfChoice | undefined }
  | { readonly kind: 'footer'; readonly open: boolean };

/** How a panel opens. */
export function initialView(onlyPath: boolean): ViewState {
  return {
    traceId: undefined,
    onlyPath,
    shape: 'drawing',
    onePart: 'spans',
    manyPart: 'flame',
    folded: new Set(),
    zoom: undefined,
    focus: undefined,
    open: undefined,
    service: undefined,
    flameRoot: undefined,
    whatIf: undefined,
    footerOpen: undefined,
  };
}

/** The state after an action. */
export function reduceView(state: ViewState, action: ViewAction): ViewState {
  switch (action.kind) {
    case 'trace':
      return { ...state, traceId: action.traceId, focus: undefined, open: undefined, service: undefined };
    case 'only-path':
      return { ...state, onlyPath: action.only };
    case 'shape':
      return { ...state, shape: action.shape };
    case 'one-part':
      return { ...state, onePart: action.part };
    case 'many-part':
      return { ...state, manyPart: action.part };
    case 'fold':
      return { ...state, folded: toggled(state.folded, action.span) };
    case 'fold-all':
      return { ...state, folded: action.spans };
    default:
      return reduceLook(state, action);
  }
}

type LookAction = Extract<
  ViewAction,
  { kind: 'zoom' | 'focus' | 'open' | 'service' | 'flame-root' | 'what-if' | 'footer' }
>;

function reduceLook(state: ViewState, action: LookAction): ViewState {
  switch (action.kind) {
    case 'zoom':
      return { ...state, zoom: action.zoom };
    case 'focus':
      return { ...state, focus: action.span };
    case 'open':
      return { ...state, open: action.span, focus: action.span ?? state.focus };
    case 'service':
      return { ...state, service: action.key === state.service ? undefined : action.key };
    case 'flame-root':
      return { ...state, flameRoot: action.path };
    case 'what-if':
      return { ...state, whatIf: action.choice };
    case 'footer':
      return { ...state, footerOpen: action.open };
    default:
      return assertUnreachable(action);
  }
}

function toggled(set: ReadonlySet<string>, item: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(item)) {
    next.add(item);
  }
  return next;
}
