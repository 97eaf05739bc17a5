import { catalog } from '@neurite/standard/catalog';
import { readFileSync, readdirSync } from 'node:fs';
import { summarise } from '../src/index.js';
import { compileText } from './support/compile.js';

const folder = new URL('../../../examples/architectures/', import.meta.url);

/** Published numbers of trainable parameters: torchvision, keras.applications, the examples of PyTorch and Caffe, and arithmetic. */
const published: Readonly<Record<string, number>> = {
  LeNet5: 61_706,
  AlexNet: 61_100_840,
  VGG11: 132_863_336,
  VGG16: 138_357_544,
  GoogLeNet: 6_624_904,
  ResNet18: 11_689_512,
  ResNet34: 21_797_672,
  ResNet50: 25_557_032,
  ResNet20: 269_722,
  ResNet56: 853_018,
  SqueezeNet: 1_248_424,
  SqueezeNet11: 1_235_496,
  MobileNet: 4_231_976,
  Generator: 3_576_704,
  Discriminator: 2_765_568,
  DeepAutoencoder: 2_837_314,
  UNet: 31_030_658,
  GPT2: 124_439_808,
  DenseNet121: 7_978_856,
  ResNeXt50: 25_028_904,
  MobileNetV2: 3_504_872,
  EfficientNetB0: 5_288_548,
  ViT: 86_567_656,
};

/** Multiply-adds in thousands of millions, to the digits that are published (torchvision). */
const multiplyAdds: Readonly<Record<string, number>> = {
  ResNet18: 1.814,
  VGG16: 15.47,
  DenseNet121: 2.834,
  ResNeXt50: 4.23,
  MobileNetV2: 0.301,
  EfficientNetB0: 0.386,
  ViT: 17.564,
};

const files = readdirSync(folder).filter((name) => name.endsWith('.nn'));
const compiled = files.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const);

describe('published architectures', () => {
  it.each(compiled)('%s has no mistakes and at most 120 lines', (_name, text) => {
    expect(compileText(text).diagnostics).toEqual([]);
    expect(text.split('\n').length).toBeLessThanOrEqual(120);
  });

  it('have the published numbers of parameters', () => {
    const counted: Record<string, number> = {};
    for (const [, text] of compiled) {
      const compilation = compileText(text);
      for (const model of compilation.models) {
        const graph = compilation.graph(model);
        if (!graph.ok) continue;
        const summary = summarise(graph.value, catalog);
        counted[model] = summary.parameters.trainable;
        const expected = multiplyAdds[model];
        if (expected !== undefined) expect(summary.macs / 1e9).toBeCloseTo(expected, expected > 10 ? 2 : 3);
      }
    }
    expect(counted).toMatchObject(published);
  });

  it.each(compiled)('%s says so itself', (_name, text) => {
    const models = [...text.matchAll(/^model /gmu)].length;
    expect([...text.matchAll(/expect parameters == /gu)]).toHaveLength(models);
  });
});
