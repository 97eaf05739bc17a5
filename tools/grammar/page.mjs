import { written } from './rules.mjs';

const code = (word) => `\`${word}\``;
const list = (words) => words.map(code).join(' ');
const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ',');

const section = ({ title, file, rules }) => `### ${title}

![${title}, as railroad diagrams](grammar/${file}.svg)

\`\`\`ebnf
${rules.map(({ name, part }) => `${name} = ${written(part)} ;`).join('\n')}
\`\`\`
`;

/** How tightly operators bind, tightest first, one row for each strength. */
const strengths = (operators) => {
  const rows = new Map();
  for (const { operator, strength, associates } of operators) {
    const row = rows.get(strength) ?? { operators: [], associates };
    row.operators.push(operator);
    rows.set(strength, row);
  }
  return [...rows]
    .sort(([a], [b]) => b - a)
    .map(([, row]) => `| ${list(row.operators)} | ${row.associates} |`)
    .join('\n');
};

const limitRows = (limits, defaultLimits) =>
  [
    ['bytes of a text, in UTF-8', limits.sourceBytes, 'source-too-large'],
    ['words and signs of a text', limits.tokens, 'too-many-tokens'],
    ['brackets inside brackets', limits.nesting, 'nesting-too-deep'],
    ['operators, calls and members that one value hangs on', limits.chain, 'chain-too-long'],
    ['mistakes that are shown of one text', limits.diagnostics, 'too-many-mistakes'],
    ['files that import each other', defaultLimits.files, 'too-many-files'],
    ['iterations of one `repeat`', defaultLimits.repeats, 'too-many-repeats'],
    ['layers, after all blocks and repeats are expanded', defaultLimits.nodes, 'too-many-nodes'],
    ['blocks inside blocks', defaultLimits.depth, 'blocks-too-deep'],
    ['expressions that are evaluated', defaultLimits.operations, 'too-many-operations'],
    ['numbers in one parameter', defaultLimits.elements, 'parameter-too-large'],
  ]
    .map(([what, most, error]) => `| ${what} | ${grouped(most)} | [${error}](../errors/${error}.md) |`)
    .join('\n');

/** The text of docs/language/grammar.md. */
export const page = ({ sections, keywords, operators, limits, defaultLimits }) => `# The grammar

This page is generated from the parser (\`npm run grammar\`), so it cannot drift from it. [The tour](README.md) teaches the language and [the reference](reference.md) says what each construct means; here is only what may be written.

The grammar is LL(1): the next word or sign decides how to go on, save that a binding, an argument's name, the name of an output, the variable of a \`repeat\` and an \`else if\` are told by the one after them. Newlines and indentation carry no meaning in a correct text. Why it is as it is: [decision 5](../decisions/0005-a-grammar-that-editors-can-read.md).

## How to read it

Follow the line from left to right. Green and round is written as it stands, yellow is a kind of word, blue is another rule. In the text, \`{ a }\` is any number of \`a\`, and \`[ a ]\` is \`a\` or nothing.

${sections.map(section).join('\n')}
## Words

| | |
|---|---|
| open a declaration | ${list(keywords.declarations)} |
| open a statement of a model or block | ${list(keywords.statements)} |
| open a statement among settings | ${list(keywords.settings)} |
| choose and repeat | ${list(keywords.control)} |
| join parts | ${list(keywords.joints)} |
| operators | ${list(keywords.operators)} |
| values | ${list(keywords.literals)} |
| units, behind a number | ${list(keywords.units)} |
| types of parameters | ${list(keywords.types)} |

All of them but the values are *contextual*: each is an ordinary name wherever its place asks for one, so that a layer may be called \`data\` and a parameter \`steps\`. Two values never stand side by side without a sign between them, and that is how a keyword is told from a name.

- **name**: a letter or \`_\`, then letters, digits and \`_\`, of any script (Unicode's identifiers, in normal form C).
- **number**: \`64\`, \`1_000_000\`, \`0.5\`, \`1e-3\`; with \`%\` directly behind it a hundredth, with \`x\` a multiple.
- **unit**: a unit word behind a number, unless it is itself a name (\`steps:\`, \`epochs = …\`).
- **string**: in double quotes, on one line, with \`\\n\`, \`\\t\`, \`\\r\`, \`\\"\`, \`\\\\\` and \`\\u{1F9E0}\`.
- **comment**: from \`#\` to the end of the line. \`##\` above a declaration or an input is its documentation, which editors show.

## Operators

Tightest first. \`->\` binds looser than all of them, and mixes with them only in parentheses: [mixed-arrow](../errors/mixed-arrow.md).

| operators | group |
|---|---|
${strengths(operators)}

## Limits

Compiling any text ends, in bounded time and memory. What is too large is told by a diagnostic of its own.

| what | at most | error |
|---|---|---|
${limitRows(limits, defaultLimits)}
`;
