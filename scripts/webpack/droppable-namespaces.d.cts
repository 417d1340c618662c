declare function droppableNamespaces(source: string): string;
export = droppableNamespaces;
