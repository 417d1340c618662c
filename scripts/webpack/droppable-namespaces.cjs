/** A namespace as esbuild writes it: `var a={};fill(a,{name:()=>value,...});` */
const NAMESPACE = /var ([\w$]+)=\{\};([\w$]+)\(\1,\{((?:[\w$]+:\(\)=>[\w$]+,?)*)\}\);/g;

/**
 * A loader for libraries that esbuild has bundled and minified. Such a file fills a namespace by a call of which no
 * minifier knows that nothing else happens in it, so all that the namespace names is carried, read or not. Here what is
 * read of a namespace is read without it, and the call becomes part of the namespace's own value, marked as pure: what
 * nobody reads can go.
 *
 * @param {string} source
 * @returns {string} the same program
 */
module.exports = function droppableNamespaces(source) {
  const direct = [...source.matchAll(NAMESPACE)].reduce(readDirectly, source);
  return direct.replace(NAMESPACE, 'var $1=/*#__PURE__*/((namespace)=>($2(namespace,{$3}),namespace))({});');
};

/** `a.name` as `value`, and `{name:b}=a` as `b=value`. */
function readDirectly(source, [, namespace, , members]) {
  const values = new Map(members.split(',').map((member) => member.split(':()=>')));
  const name = namespace.replaceAll('$', String.raw`\$`);
  const read = new RegExp(String.raw`(?<![\w$.])${name}\.([\w$]+)`, 'g');
  const taken = new RegExp(String.raw`\{((?:[\w$]+:[\w$]+,?)+)\}=${name}(?![\w$.])`, 'g');
  return source
    .replace(read, (all, member) => values.get(member) ?? all)
    .replace(taken, (all, pairs, at, whole) => {
      // `var{name:b}=a` needs a blank that it had none of.
      const apart = /[\w$]/.test(whole[at - 1] ?? '') ? ' ' : '';
      const each = pairs.split(',').map((pair) => pair.split(':'));
      return each.every(([member]) => values.has(member))
        ? apart + each.map(([member, variable]) => `${variable}=${values.get(member)}`).join(',')
        : all;
    });
}
