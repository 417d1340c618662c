import { type Bundle } from './bundle';

/** What the rules compare the bundle with. */
export interface Project {
  readonly root: string;
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
}

/** One thing that must hold of a bundle; `check` answers what does not. */
export interface Rule {
  readonly name: string;
  readonly check: (bundle: Bundle, project: Project) => readonly string[];
}
