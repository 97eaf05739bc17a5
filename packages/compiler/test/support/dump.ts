import type { Diagnostic, Graph, GraphType, GraphValue } from '@neurite/contract';
import type { Compilation } from '../../src/index.js';

// Golden files are read by people: one line for each node, and diagnostics with an excerpt that marks the place.

const type = ({ dtype, shape }: GraphType): string =>
  `${dtype === 'float32' ? '' : dtype}[${shape.join(', ')}]`;

export const dumpGraph = (graph: Graph): string => {
  const names = new Map<GraphValue, string>();
  for (const { name, value } of graph.inputs) names.set(value, name);
  for (const [path, value] of Object.entries(graph.parameterValues)) names.set(value, path);
  const lines = [`graph ${graph.name}`];
  for (const { name, value } of graph.inputs) lines.push(`  input ${name}: ${type(graph.values[value]!)}`);
  graph.nodes.forEach((node, index) => {
    const [first, ...others] = Object.entries(node.outputs);
    names.set(first![1], `%${index}`);
    for (const [name, value] of others) names.set(value, `%${index}.${name}`);
    const inputs = Object.entries({ ...node.inputs, ...node.computed }).map(
      ([name, value]) =>
        `${name}: ${typeof value === 'number' ? names.get(value) : `[${value.map((item) => names.get(item)).join(', ')}]`}`,
    );
    const options = Object.entries(node.use.options).map(
      ([name, value]) => `${name}=${JSON.stringify(value)}`,
    );
    lines.push(
      `  %${index} ${node.path} = ${node.use.name}(${inputs.join(', ')})${options.length === 0 ? '' : ` {${options.join(' ')}}`} ${type(graph.values[first![1]]!)}`,
    );
  });
  for (const { name, value } of graph.outputs) lines.push(`  output ${name} = ${names.get(value)}`);
  for (const { path, type: own, initializer, because, role, fanIn, fanOut, of } of graph.parameters)
    lines.push(
      `  ${role} ${path} ${type(own)} ${initializer.name}${of === undefined ? '' : ` of ${of}`} (${because}) fans ${fanIn}, ${fanOut}`,
    );
  return lines.join('\n');
};

export const dumpDiagnostic = (
  { code, severity, message, span, history, help, related }: Diagnostic,
  text: string,
): string => {
  const lines = [`${severity}[${code}]: ${message}`];
  if (span !== undefined) {
    const line = text.split('\n')[span.start.line - 1]!;
    const width =
      span.end.line === span.start.line
        ? span.end.column - span.start.column
        : line.length - span.start.column + 1;
    lines.push(
      `  ${span.start.line}:${span.start.column}`,
      `    ${line}`,
      `    ${' '.repeat(span.start.column - 1)}${'^'.repeat(Math.max(1, width))}`,
    );
  }
  for (const { message: words, span: at } of related ?? [])
    lines.push(`  ${at.start.line}:${at.start.column} ${words}`);
  for (const step of history ?? []) lines.push(`  ${step}`);
  if (help !== undefined) lines.push(`  help: ${help}`);
  return lines.join('\n');
};

/** Everything that a text comes to: its diagnostics, and the graphs of its models if it has no errors. */
export const dump = (text: string, compilation: Compilation): string => {
  const parts = compilation.diagnostics.map((diagnostic) => dumpDiagnostic(diagnostic, text));
  if (compilation.ok) {
    for (const name of compilation.models) {
      const graph = compilation.graph(name);
      parts.push(
        graph.ok
          ? dumpGraph(graph.value)
          : graph.diagnostics.map((diagnostic) => dumpDiagnostic(diagnostic, text)).join('\n'),
      );
    }
  }
  return `${parts.join('\n\n')}\n`;
};
