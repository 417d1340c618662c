import { lazyEditor } from './lazyEditor';

export const ConfigEditor = lazyEditor((editors) => editors.ConfigEditor);
export const QueryEditor = lazyEditor((editors) => editors.QueryEditor);
export const QueryEditorHelp = lazyEditor((editors) => editors.QueryEditorHelp);
export const AnnotationEditor = lazyEditor((editors) => editors.AnnotationEditor);
export const VariableEditor = lazyEditor((editors) => editors.VariableEditor);
export { loadEditors } from './load';
