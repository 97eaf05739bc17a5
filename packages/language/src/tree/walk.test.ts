import { parse } from '../parse/parse.js';
import { childrenOf } from './children.js';
import { nodeAt, nodesAt } from './node-at.js';
import { nodesOf, walk } from './walk.js';

const text = 'model A(n: int = 3) {\n  input x: [n]\n  output y = x -> dense(n, bias: false) as head\n}\n';
const { tree } = parse(text, { source: 'a.nn' });

describe('walk', () => {
  it('visits in the order of the text', () => {
    expect(nodesOf(tree, 'identifier').map(({ name }) => name)).toEqual([
      'A',
      'n',
      'x',
      'n',
      'y',
      'x',
      'dense',
      'n',
      'bias',
      'head',
    ]);
  });

  it('gives the way down, and leaves out what enter refuses', () => {
    const ways: string[] = [];
    walk(tree, {
      enter: (node, parents) => {
        ways.push([...parents, node].map(({ kind }) => kind).join('/'));
        return node.kind !== 'parameter' && node.kind !== 'body';
      },
    });
    expect(ways).toEqual([
      'module',
      'module/model',
      'module/model/identifier',
      'module/model/parameter',
      'module/model/body',
    ]);
  });

  it('leaves every node that it entered, children first', () => {
    const left: string[] = [];
    walk(childrenOf(tree)[0]!, { leave: ({ kind }) => left.push(kind) });
    expect(left.slice(0, 5)).toEqual(['identifier', 'identifier', 'parameter-type', 'number', 'parameter']);
    expect(left.at(-1)).toBe('model');
  });
});

describe('nodeAt', () => {
  it('finds the innermost node, also directly behind it', () => {
    const dense = text.indexOf('dense');
    for (const offset of [dense, dense + 2, dense + 5])
      expect(nodeAt(tree, offset)).toMatchObject({ kind: 'identifier', name: 'dense' });
    expect(nodesAt(tree, dense).map(({ kind }) => kind)).toEqual([
      'module',
      'model',
      'body',
      'output',
      'pipe',
      'named',
      'call',
      'identifier',
    ]);
  });

  it('gives the tree itself where nothing stands', () => {
    expect(nodeAt(tree, text.length).kind).toBe('module');
    expect(nodeAt(tree, 10_000).kind).toBe('module');
  });
});
