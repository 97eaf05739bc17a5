// The TextMate grammar and the language configuration of .nn files, from the language's one table of words.

const words = (list) => `\\b(?:${[...list].join('|')})\\b`;
/** A word where it is no key, binding or argument: those are names, whatever they look like. */
const keyword = (list) => `${words(list)}(?!\\s*(?:[:~]|=(?!=)))`;
const identifier = '[\\p{L}_][\\p{L}\\p{N}_]*';

/** The grammar for editors that colour text before, or without, a language server. */
export const grammar = (keywords) => ({
  $schema: 'https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json',
  name: 'Neurite',
  scopeName: 'source.nn',
  patterns: [
    'comments',
    'strings',
    'declarations',
    'statements',
    'words',
    'calls',
    'arguments',
    'numbers',
    'operators',
  ].map((name) => ({
    include: `#${name}`,
  })),
  repository: {
    comments: {
      patterns: [
        { name: 'comment.line.documentation.nn', match: '##(?!#).*$' },
        { name: 'comment.line.number-sign.nn', match: '#.*$' },
      ],
    },
    strings: {
      name: 'string.quoted.double.nn',
      begin: '"',
      end: '"|$',
      patterns: [{ name: 'constant.character.escape.nn', match: '\\\\.' }],
    },
    declarations: {
      match: `^\\s*(${words(keywords.declarations)})\\s+(${identifier})`,
      captures: { 1: { name: 'keyword.declaration.nn' }, 2: { name: 'entity.name.type.nn' } },
    },
    statements: {
      patterns: [
        { name: 'keyword.declaration.nn', match: `^\\s*${keyword(keywords.declarations)}` },
        { name: 'keyword.other.nn', match: keyword([...keywords.statements, ...keywords.settings]) },
      ],
    },
    words: {
      patterns: [
        { name: 'keyword.control.nn', match: keyword([...keywords.control, ...keywords.joints]) },
        { name: 'keyword.operator.word.nn', match: keyword(keywords.operators) },
        { name: 'constant.language.nn', match: keyword(keywords.literals) },
        {
          name: 'storage.type.nn',
          match: `(?<=:\\s*\\[?)${words(keywords.types)}|\\b(?:float32|int32)\\b(?=\\s*\\[)`,
        },
      ],
    },
    calls: { name: 'entity.name.function.nn', match: `${identifier}(?=\\s*\\()` },
    arguments: { name: 'variable.parameter.nn', match: `${identifier}(?=\\s*:)` },
    numbers: {
      match: `\\b(\\d[\\d_]*(?:\\.\\d[\\d_]*)?(?:[eE][+-]?\\d+)?[%x]?)(?:\\s+(${words(keywords.units)}))?`,
      captures: { 1: { name: 'constant.numeric.nn' }, 2: { name: 'keyword.other.unit.nn' } },
    },
    operators: {
      patterns: [
        { name: 'keyword.operator.arrow.nn', match: '->' },
        { name: 'keyword.operator.nn', match: '==|!=|<=|>=|//|\\.\\.\\.?|[-+*/@^<>=~]' },
      ],
    },
  },
});

export const languageConfiguration = {
  comments: { lineComment: '#' },
  brackets: [
    ['{', '}'],
    ['[', ']'],
    ['(', ')'],
  ],
  autoClosingPairs: [
    { open: '{', close: '}' },
    { open: '[', close: ']' },
    { open: '(', close: ')' },
    { open: '"', close: '"', notIn: ['string', 'comment'] },
  ],
  surroundingPairs: [
    ['{', '}'],
    ['[', ']'],
    ['(', ')'],
    ['"', '"'],
  ],
  indentationRules: {
    increaseIndentPattern: '[\\{\\[\\(]\\s*(?:#.*)?$',
    decreaseIndentPattern: '^\\s*[\\}\\]\\)]',
  },
  onEnterRules: [
    // A pipeline goes on below its first line, one step further in.
    { beforeText: '^\\s*(?:output\\s+)?[^#]*=[^#>]*$', afterText: '^\\s*->', action: { indent: 'indent' } },
    { beforeText: '^\\s*##', action: { indent: 'none', appendText: '## ' } },
  ],
  folding: { markers: { start: '^\\s*#\\s*region\\b', end: '^\\s*#\\s*endregion\\b' } },
};
