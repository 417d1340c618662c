import type * as library from './library';

/** What lays graphs out. */
export type LayoutLibrary = typeof library;

/** Fetches it; rejects when it cannot be fetched, and tries again when it is called again. */
export function loadLibrary(): Promise<LayoutLibrary> {
  return import(/* webpackChunkName: "layout" */ './library');
}
