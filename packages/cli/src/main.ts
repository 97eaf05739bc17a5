import { backends } from './commands/backends.js';
import { check } from './commands/check.js';
import { compileCommand } from './commands/compile.js';
import { data } from './commands/data.js';
import { doctor } from './commands/doctor.js';
import { evaluate } from './commands/eval.js';
import { fmt } from './commands/fmt.js';
import { graph } from './commands/graph.js';
import { create } from './commands/new.js';
import { lsp } from './commands/lsp.js';
import { plugins } from './commands/plugins.js';
import { predict } from './commands/predict.js';
import { search } from './commands/search.js';
import { summary } from './commands/summary.js';
import { train } from './commands/train.js';
import { run } from './run.js';
import { processTerminal, type ColorMode } from './terminal/terminal.js';

const words = process.argv.slice(2);
const at = words.findIndex((word) => word === '--color' || word.startsWith('--color='));
const mode = at < 0 ? 'auto' : (words[at]!.split('=')[1] ?? words[at + 1]);

const interruption = new AbortController();
// The first interruption asks for an orderly end; a second one does not ask.
const interrupt = () => (interruption.signal.aborted ? process.exit(130) : interruption.abort());
process.on('SIGINT', interrupt);
process.on('SIGTERM', interrupt);

process.exitCode = await run(
  [
    create,
    check,
    fmt,
    summary,
    graph,
    compileCommand,
    data,
    doctor,
    train,
    search,
    evaluate,
    predict,
    plugins,
    backends,
    lsp,
  ],
  words,
  processTerminal((mode === 'always' || mode === 'never' ? mode : 'auto') satisfies ColorMode),
  interruption.signal,
);
