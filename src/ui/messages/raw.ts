/** Options of `t()` for parameters that come from data. React escapes; a second time would show `&amp;`. */
export function raw<P extends object>(params: P): P & { readonly interpolation: { readonly escapeValue: false } } {
  return { ...params, interpolation: { escapeValue: false } };
}
