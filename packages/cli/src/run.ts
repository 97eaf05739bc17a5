import { Command as Commander, CommanderError, Option } from 'commander';
import type { Command, CommonOptions, Invocation } from './command.js';
import { exit, Stop, type ExitStatus } from './terminal/exit.js';
import type { Terminal } from './terminal/terminal.js';
import { version } from './version.js';

const setting = (text: string, before: CommonOptions['set']): CommonOptions['set'] => {
  const at = text.indexOf('=');
  if (at <= 0)
    throw new Stop(exit.usage, `--set takes key=value, as in --set model.drop=0.5; this is "${text}".`);
  return [...before, { key: text.slice(0, at).trim(), value: text.slice(at + 1).trim() }];
};

const seed = (text: string): number => {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 0xffffffff)
    throw new Stop(exit.usage, `--seed takes a whole number from 0 to 4294967295; this is "${text}".`);
  return value;
};

const declared = (argument: string): string =>
  (argument.startsWith('[') ? argument : `<${argument}>`).replace('…', '...').toLowerCase();

const withCommonOptions = (program: Commander): Commander =>
  program
    .addOption(
      new Option('--backend <name>', 'what runs the model')
        .choices(['auto', 'wasm', 'webgl', 'cpu'])
        .default('auto'),
    )
    .addOption(
      new Option('--set <key=value>', 'change a setting of the file; may be repeated')
        .argParser(setting)
        .default([], 'none'),
    )
    .addOption(
      new Option('--seed <number>', 'the seed of everything random (default: the recipe’s)').argParser(seed),
    )
    .option('--json', 'print JSON for programs instead of text for people')
    .option('--quiet', 'print nothing that is not asked for')
    .addOption(new Option('--color <when>', 'colours').choices(['auto', 'always', 'never']).default('auto'))
    .addOption(new Option('--debug', 'show stack traces of bugs').hideHelp());

/** Parses the arguments and runs the command they name; the exit status. Nothing is thrown at users. */
export const run = async (
  commands: readonly Command[],
  words: readonly string[],
  terminal: Terminal,
  signal: AbortSignal,
): Promise<ExitStatus> => {
  let status: ExitStatus = exit.done;
  const program = new Commander('nn')
    .description('Say, train and understand neural networks, in .nn files.')
    .version(version, '-V, --version')
    .exitOverride()
    .showHelpAfterError('(nn --help shows what there is)')
    .configureHelp({ sortSubcommands: false, helpWidth: Math.min(terminal.width, 110) })
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.error })
    .addHelpText('after', '\nExample:\n  $ nn train examples/digits.nn\n');
  for (const command of commands) {
    const entry = withCommonOptions(program.command(command.name).description(command.summary));
    for (const argument of command.arguments) entry.argument(declared(argument));
    for (const { flags, description } of command.options ?? []) entry.option(flags, description);
    entry.addHelpText('after', `\nExample:\n  $ ${command.example}\n`);
    entry.action(async (...given: unknown[]) => {
      const positional = given
        .slice(0, command.arguments.length)
        .flat()
        .filter((word): word is string => word !== undefined);
      const options = entry.opts<Record<string, unknown>>();
      const common: CommonOptions = {
        backend: options['backend'] as string,
        set: options['set'] as CommonOptions['set'],
        ...(options['seed'] === undefined ? {} : { seed: options['seed'] as number }),
        json: options['json'] === true,
        quiet: options['quiet'] === true,
        debug: options['debug'] === true,
      };
      const invocation: Invocation = {
        terminal,
        arguments: positional,
        common,
        options: options as Invocation['options'],
        signal,
      };
      status = await command.run(invocation);
    });
  }
  try {
    await program.parseAsync([...words], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof Stop) {
      terminal.error(`nn: ${error.message}\n`);
      return error.status;
    }
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.done : exit.usage;
    const wanted = words.includes('--debug');
    terminal.error(
      `nn: this is a bug in Neurite: ${error instanceof Error ? error.message : String(error)}\n` +
        (wanted && error instanceof Error
          ? `${error.stack}\n`
          : 'Run the command again with --debug, and report what it prints with the file that it was given.\n'),
    );
    return exit.bug;
  }
};
