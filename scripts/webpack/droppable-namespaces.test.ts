import { readFileSync } from 'node:fs';
import path from 'node:path';

import droppableNamespaces from './droppable-namespaces.cjs';

const FILLS = 'var fill=(e,n)=>{for(var t in n)Object.defineProperty(e,t,{get:n[t],enumerable:!0})};';

describe('droppableNamespaces', () => {
  it('leaves a program what it is', () => {
    const program = `${FILLS}var ns={};fill(ns,{one:()=>a,two:()=>b$});function a(){return 1}var b$=2;var {one:f,two:g}=ns;`;
    const rest = 'return [f(),g,ns.one(),ns.two,Object.keys(ns),({ns:{one:7}}).ns.one,ns.three]';
    const run = (source: string): unknown => new Function(source + rest)();
    expect(droppableNamespaces(program)).not.toBe(program);
    expect(run(droppableNamespaces(program))).toEqual(run(program));
    expect(run(program)).toEqual([1, 2, 1, 2, ['one', 'two'], 7, undefined]);
  });

  it('lets what is read stand without its namespace', () => {
    const program = `${FILLS}var ns={};fill(ns,{one:()=>a,two:()=>b});var x=ns.one,{two:y}=ns,z=1;`;
    expect(droppableNamespaces(program)).toContain('var x=a,y=b,z=1;');
    expect(droppableNamespaces(program)).toContain('var ns=/*#__PURE__*/');
  });

  it('knows how the layout library is written', () => {
    const file = path.resolve('node_modules/@dagrejs/dagre/dist/dagre.esm.js');
    const source = droppableNamespaces(readFileSync(file, 'utf8'));
    expect(source.match(/#__PURE__/g)).toHaveLength(3);
    // Nothing but another namespace and the export of all reads the one with the algorithms.
    expect(source).not.toMatch(/\w\.preorder|preorder:\w+[,}]/);
  });
});
