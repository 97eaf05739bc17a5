import { print } from '../extents/extent.js';
import { printType } from '../shapes/type.js';
import type { LayerValue, Value } from './value.js';

/** What a value is, in words for a user: `the number 3`, `a value [28, 28, 1]`, `the layer dense`. */
export const describe = (value: Value): string => {
  switch (value.kind) {
    case 'number':
      return `the number ${print(value.value)}`;
    case 'boolean':
      return String(value.value);
    case 'string':
      return `the text "${value.value}"`;
    case 'none':
      return 'none';
    case 'list':
      return 'a list';
    case 'range':
      return 'a range';
    case 'tensor':
      return `a value ${printType(value.type)}`;
    case 'layer':
      return describeLayer(value);
    case 'record':
      return value.what;
    case 'field':
      return `the field ${value.name}, whose type is not known`;
    case 'unknown':
      return 'something unknown';
    default:
      return value satisfies never;
  }
};

const describeLayer = (layer: LayerValue): string => {
  switch (layer.form) {
    case 'defined':
      return `the layer ${layer.definition.name}`;
    case 'declared':
      return `the ${layer.declaration.keyword} ${layer.declaration.name.name}`;
    case 'function':
      return `the function ${layer.declaration.name.name}`;
    case 'step':
    case 'instance':
    case 'selected':
    case 'reweighted':
      return describeLayer(layer.layer);
    case 'branch':
      return 'a list of layers';
    case 'sequence':
    case 'repeat':
    case 'body':
      return 'a layer';
    default:
      return layer satisfies never;
  }
};
