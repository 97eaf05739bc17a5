import { contactSheet, isImage } from './contact-sheet.js';

describe('contactSheet', () => {
  it('puts images side by side, enlarged, from black to white', () => {
    const image = (value: number) => new Float32Array(28 * 28).fill(value);
    const sheet = contactSheet([[image(0), image(0.5)], [image(2)]], [28, 28, 1], { least: 0, greatest: 1 });
    // 28 pixels become 56, with 4 around them.
    expect([sheet.width, sheet.height, sheet.channels]).toEqual([124, 124, 3]);
    const at = (column: number, row: number) => [
      ...sheet.data.subarray((row * sheet.width + column) * 3, (row * sheet.width + column + 1) * 3),
    ];
    expect(at(0, 0)).toEqual([32, 32, 32]);
    expect(at(4, 4)).toEqual([0, 0, 0]);
    expect(at(59, 59)).toEqual([0, 0, 0]);
    expect(at(60, 30)).toEqual([32, 32, 32]);
    expect(at(64, 4)).toEqual([128, 128, 128]);
    // What is brighter than white is white.
    expect(at(4, 64)).toEqual([255, 255, 255]);
    expect(at(64, 64)).toEqual([32, 32, 32]);
  });

  it('keeps colours', () => {
    const red = Float32Array.from({ length: 8 * 8 * 3 }, (_, index) => (index % 3 === 0 ? 255 : 0));
    const { data, width } = contactSheet([[red]], [8, 8, 3], { least: 0, greatest: 255 });
    expect([...data.subarray((10 * width + 10) * 3, (10 * width + 10) * 3 + 3)]).toEqual([255, 0, 0]);
  });
});

describe('isImage', () => {
  it.each([
    [[28, 28], true],
    [[28, 28, 1], true],
    [[32, 32, 3], true],
    [[32, 32, 2], false],
    [[2, 2], false],
    [[784], false],
    [[4, 32, 32, 3], false],
    [[], false],
  ] as const)('%j: %s', (shape, expected) => expect(isImage(shape)).toBe(expected));
});
