/** The projections of attention: from `c` channels, and keys and values from `memory` channels to `kept`. */
export const attentionParameters = <const M extends string, const K extends string>(memory: M, kept: K) =>
  ({
    query: { shape: '[c, c]', initializer: 'glorot_uniform', fanIn: 'c', fanOut: 'c' },
    query_bias: { shape: '[c]', initializer: 'zeros', when: 'bias' },
    key: { shape: `[${memory}, ${kept}]`, initializer: 'glorot_uniform', fanIn: memory, fanOut: kept },
    key_bias: { shape: `[${kept}]`, initializer: 'zeros', when: 'bias' },
    value: { shape: `[${memory}, ${kept}]`, initializer: 'glorot_uniform', fanIn: memory, fanOut: kept },
    value_bias: { shape: `[${kept}]`, initializer: 'zeros', when: 'bias' },
    output: { shape: '[c, c]', initializer: 'glorot_uniform', fanIn: 'c', fanOut: 'c' },
    output_bias: { shape: '[c]', initializer: 'zeros', when: 'bias' },
  }) as const;
