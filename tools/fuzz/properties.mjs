import { importSource } from '../import-source.mjs';

/** What is part of how a text is written and not of what it says. */
const written = new Set(['span', 'operatorSpan', 'braces', 'parentheses', 'comments']);
const meaning = (tree) => JSON.stringify(tree, (key, value) => (written.has(key) ? undefined : value));
const commentsOf = ({ comments }) => JSON.stringify(comments.map(({ text, doc }) => [text.trim(), doc]));
const hasErrors = (diagnostics) => diagnostics.some(({ severity }) => severity === 'error');

class Broken extends Error {}
const hold = (condition, what) => {
  if (!condition) throw new Broken(what);
};

/** Characters that a message never shows as they are: they would move the cursor, hide text or turn its direction. */
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;

/** What must hold of any text whatever, by the part of Neurite that reads it. */
export const loadProperties = async () => {
  const language = await importSource('packages/language/src/index.ts');
  const compiler = await importSource('packages/compiler/src/index.ts');
  const editor = await importSource('packages/language-service/src/index.ts');
  const { catalog } = await importSource('packages/standard/src/catalog.ts');
  const source = 'a.nn';

  const inside = (tree, text) =>
    language.walk(tree, {
      enter: ({ kind, span: { start, end } }) =>
        hold(
          start.offset >= 0 && start.offset <= end.offset && end.offset <= text.length,
          `a node outside the text: ${kind}`,
        ),
    });
  const places = (diagnostics, text) => {
    for (const { code, span } of diagnostics)
      hold(
        span === undefined || (span.start.offset <= span.end.offset && span.end.offset <= text.length),
        `a diagnostic outside the text: ${code}`,
      );
  };

  return {
    tokensOf: (text) => language.tokenize(text, { source }).tokens,

    /** A tree and diagnostics whose places are in the text; every message can be shown on a terminal. */
    read(text) {
      const { tree, diagnostics } = language.parse(text, { source });
      inside(tree, text);
      places(diagnostics, text);
      for (const diagnostic of diagnostics.slice(0, 5)) {
        const shown = language.render(diagnostic, () => text, { color: false });
        hold(!unseen.test(shown), `a character that is not seen in the message of ${diagnostic.code}`);
      }
    },

    /** The formatter is canonical, idempotent, keeps comments and meaning, and leaves alone what it cannot read. */
    format(text) {
      const { tree, diagnostics } = language.parse(text, { source });
      const once = language.format(text, { source }).text;
      if (hasErrors(diagnostics)) {
        hold(once === text, 'formatted what it could not read');
        return;
      }
      const again = language.parse(once, { source });
      hold(!hasErrors(again.diagnostics), 'formatted to what cannot be read');
      hold(meaning(again.tree) === meaning(tree), 'formatting changed the meaning');
      hold(commentsOf(again.tree) === commentsOf(tree), 'formatting lost a comment');
      hold(language.format(once, { source }).text === once, 'formatting twice changed something');
      // Another way to write the same ends in the same text.
      const spread = language.format(once.replaceAll(/^ +/gm, '\t\t'), { source }).text;
      hold(spread === once, 'formatting depends on the indentation');
    },

    /** Diagnostics instead of exceptions, and what is asked of a text that has none. */
    compile(text) {
      const compilation = compiler.compile(text, { source, catalog });
      places(
        compilation.diagnostics.filter(({ span }) => span?.source === source),
        text,
      );
      hold(compilation.ok === !hasErrors(compilation.diagnostics), 'ok, with errors');
      for (const diagnostic of compilation.diagnostics.slice(0, 5))
        hold(
          !unseen.test(language.render(diagnostic, () => text, { color: false })),
          `a character that is not seen in the message of ${diagnostic.code}`,
        );
      for (const model of compilation.models) {
        const graph = compilation.graph(model);
        if (graph.ok) JSON.stringify(graph.value);
      }
      for (const name of compilation.recipes) compilation.recipe(name);
      for (const name of compilation.pretrainings) compilation.pretraining(name);
    },

    /** Every question of an editor, at a place that moves with the text. */
    edit(text) {
      const service = editor.createLanguageService({ catalog });
      service.open(source, text, 1);
      const offset = (text.length * 7919) % (text.length + 1);
      const place = { offset, line: 1, column: 1 };
      service.diagnostics(source);
      for (const at of [offset, text.length]) {
        service.completion(source, at);
        service.hover(source, at);
        service.signatureHelp(source, at);
        service.definition(source, at);
        service.references(source, at, true);
        service.renameable(source, at);
        service.rename(source, at, 'renamed');
      }
      service.symbols(source);
      service.folding(source);
      service.formatting(source);
      service.inlayHints(source);
      service.quickFixes(source, { source, start: place, end: place });
      for (const { span } of service.semanticTokens(source))
        hold(
          span.start.offset < span.end.offset && span.end.offset <= text.length,
          'a token outside the text',
        );
    },
  };
};
