import { kinds } from '../tokens/kinds.js';
import type { Token } from '../tokens/token.js';
import type { Body, Expression, If, Repeat } from '../tree/tree.js';
import type { Engine } from './engine.js';
import { comparedByEquals } from './equals.js';
import type { Rules } from './rules.js';

/** What chooses and repeats. */
export const defineControl = (engine: Engine, rules: Rules): void => {
  // if = "if" expression body { "else" "if" expression body } [ "else" body ]
  const ifBranch = engine.rule('ifBranch', (): Branch => {
    const start = engine.take(1, kinds.if);
    const condition = comparedByEquals(engine, rules, engine.call(1, rules.expression));
    const then = engine.call(1, rules.body);
    return engine.build(() => ({ start, condition, then }));
  });
  rules.ifExpression = engine.rule('ifExpression', (): If => {
    const branches = [engine.call(1, ifBranch)];
    // A loop, where the tree nests: a long chain takes no stack.
    engine.repeatedWhile(
      1,
      () => engine.at(kinds.if, 2),
      () => {
        engine.take(1, kinds.else);
        branches.push(engine.call(2, ifBranch));
      },
    );
    const otherwise = engine.maybe(1, () => {
      engine.take(2, kinds.else);
      return engine.call(1, rules.body);
    });
    return engine.build(() => chainOfIfs(engine, branches, otherwise));
  });

  // repeat = "repeat" [ name "in" ] expression body
  rules.repeatExpression = engine.rule('repeatExpression', (): Repeat => {
    const start = engine.take(1, kinds.repeat);
    const counted = !engine.RECORDING_PHASE && !(engine.at(kinds.name) && engine.at(kinds.in, 2));
    const variable = counted
      ? undefined
      : engine.maybe(1, () => {
          const name = engine.takeName(1);
          engine.take(1, kinds.in);
          return name;
        });
    const over = engine.call(1, rules.expression);
    const body = engine.call(1, rules.body);
    return engine.build(() => ({
      kind: 'repeat',
      ...(variable ? { variable } : {}),
      over,
      body,
      span: engine.between(start, body.span),
    }));
  });
};

/** `if condition { … }`, without what follows. */
interface Branch {
  readonly start: Token;
  readonly condition: Expression;
  readonly then: Body;
}

/** The last branch with its `else` is the else body of the one before, and so on. */
const chainOfIfs = (engine: Engine, branches: readonly Branch[], otherwise: Body | undefined): If =>
  branches.slice(0, -1).reduceRight(
    (inner, branch) => {
      const body: Body = {
        kind: 'body',
        statements: [{ kind: 'expression-statement', value: inner, span: inner.span }],
        span: inner.span,
      };
      return ifNode(engine, branch, body);
    },
    ifNode(engine, branches.at(-1)!, otherwise),
  );

const ifNode = (engine: Engine, { start, condition, then }: Branch, otherwise: Body | undefined): If => ({
  kind: 'if',
  condition,
  then,
  ...(otherwise ? { else: otherwise } : {}),
  span: engine.between(start, otherwise?.span ?? then.span),
});
