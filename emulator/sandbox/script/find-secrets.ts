import type { AnyNode, Program } from 'acorn';
import type { SourcePosition } from '../../../sdk/contract.ts';
import type { SecretPlace } from './guest-script.ts';
import { holdsSecret, isSecretName, looksRandom } from './looks-secret.ts';
import { memberName, type Parents, walk } from './syntax-tree.ts';

const mostPlaces = 20;

/** Where to look. */
export interface SecretSearch {
  readonly ast: Program;
  readonly parents: Parents;
  /** The author's position of an offset; null for what is not his, such as a package: that is left alone. */
  readonly at: (offset: number) => SourcePosition | null;
}

/**
 * Finds texts in a script that look like secrets: by their own form, or by the name that they are given and their
 * randomness. The first 20, in the order of the text; what is found says where and under which name, never what.
 */
export function findSecrets({ ast, parents, at }: SecretSearch): readonly SecretPlace[] {
  const found: SecretPlace[] = [];
  walk(ast, (node) => {
    const text = textOf(node);
    if (text === null || found.length >= mostPlaces) return true;
    const name = nameOf(node, parents);
    const isNamed = name !== null && isSecretName(name) && looksRandom(text);
    if (!isNamed && !holdsSecret(text)) return true;
    const place = at(node.start);
    if (place === null) return true;
    found.push({ what: isNamed ? `the text that ${JSON.stringify(name)} is given` : 'a text', at: place });
    return true;
  });
  return found;
}

function textOf(node: AnyNode): string | null {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  return node.type === 'TemplateElement' ? (node.value.cooked ?? null) : null;
}

/** The name that a value is given: of a variable, a property, a parameter with a default, or a header that is set. */
function nameOf(text: AnyNode, parents: Parents): string | null {
  let value = text;
  let parent = parents.get(value);
  if (parent?.type === 'TemplateLiteral') {
    // With something put in, the text is only a part of the value.
    if (parent.expressions.length > 0) return null;
    value = parent;
    parent = parents.get(value);
  }
  while (parent?.type === 'LogicalExpression' || parent?.type === 'ConditionalExpression') {
    if (parent.type === 'ConditionalExpression' && parent.test === value) return null;
    value = parent;
    parent = parents.get(value);
  }
  switch (parent?.type) {
    case 'VariableDeclarator':
      return parent.init === value ? targetName(parent.id) : null;
    case 'AssignmentExpression':
    case 'AssignmentPattern':
      return parent.right === value ? targetName(parent.left) : null;
    case 'Property':
    case 'PropertyDefinition':
      return parent.value === value && !parent.computed ? keyName(parent.key) : null;
    case 'CallExpression': {
      const [name, given] = parent.arguments;
      return given === value && name?.type === 'Literal' && typeof name.value === 'string' ? name.value : null;
    }
    default:
      return null;
  }
}

function targetName(target: AnyNode): string | null {
  return target.type === 'Identifier' ? target.name : memberName(target);
}

function keyName(key: AnyNode): string | null {
  if (key.type === 'Identifier') return key.name;
  return key.type === 'Literal' && typeof key.value === 'string' ? key.value : null;
}
