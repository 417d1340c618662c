import type { ScopedVars, TimeRange, TypedVariableModel } from '@grafana/data';
import type { TemplateSrv } from '@grafana/runtime';
import { sceneGraph, type SceneObject, SceneObjectBase } from '@grafana/scenes';

let active: SceneObject | undefined;

/** The scene whose variables are in force where a call brings no scene of its own. */
export function setActiveScene(scene: SceneObject | undefined): void {
  active = scene;
}

const VARIABLE = /\$(\w+)|\[\[(\w+?)(?::\w+)?\]\]|\$\{(\w+)(?:\.[^:^}]+)?(?::[^}]+)?\}/;

/** As in Grafana's dashboards: variables are the scene's, and a call may bring its scene along in its scoped variables. */
export const templateSrv: TemplateSrv = {
  getVariables: (): TypedVariableModel[] =>
    // Scenes' variables have the properties of the model that plugins read: name, type, current value.
    (active === undefined ? [] : sceneGraph.getVariables(active).state.variables).map((variable) => ({
      ...variable.state,
      current: { value: variable.getValue(), text: String(variable.getValue()) },
    })) as unknown as TypedVariableModel[],
  replace: (text = '', scopedVars?: ScopedVars, format?: string | Function) => {
    const given: unknown = scopedVars?.__sceneObject?.value?.valueOf();
    const scene = given instanceof SceneObjectBase ? given : active;
    return scene === undefined ? text : sceneGraph.interpolate(scene, text, scopedVars, format as string);
  },
  containsTemplate: (text = '') => VARIABLE.test(text),
  updateTimeRange: (_range: TimeRange) => undefined,
};
