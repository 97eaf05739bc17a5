// Draws the icon of the extension: three layers of a network. A PNG is a few chunks around deflated rows.
import { crc32, deflateSync } from 'node:zlib';

const size = 256;
/** Each pixel is looked at this many times in each direction, so that edges are smooth. */
const samples = 4;
const background = [24, 28, 48];
const lines = [96, 112, 168];
const layers = [
  { x: 60, color: [120, 200, 255], y: [72, 128, 184] },
  { x: 128, color: [255, 214, 102], y: [44, 100, 156, 212] },
  { x: 196, color: [255, 122, 144], y: [100, 156] },
];
const radius = 15;
const thickness = 2;

/** The distance of a point from the segment between two others. */
const distance = ([x, y], [ax, ay], [bx, by]) => {
  const [dx, dy] = [bx - ax, by - ay];
  const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
};

const edges = layers.slice(1).flatMap((layer, index) =>
  layers[index].y.flatMap((from) =>
    layer.y.map((to) => [
      [layers[index].x, from],
      [layer.x, to],
    ]),
  ),
);

/** The colour at a point, from front to back; transparent outside the rounded square. */
const colorAt = (x, y) => {
  for (const layer of layers)
    if (layer.y.some((center) => Math.hypot(x - layer.x, y - center) < radius)) return [...layer.color, 255];
  if (edges.some(([from, to]) => distance([x, y], from, to) < thickness)) return [...lines, 255];
  const inset = 40;
  const corner = Math.hypot(
    Math.max(inset - x, 0, x - size + inset),
    Math.max(inset - y, 0, y - size + inset),
  );
  return corner < inset ? [...background, 255] : [0, 0, 0, 0];
};

const pixel = (column, row) => {
  const sum = [0, 0, 0, 0];
  for (let i = 0; i < samples; i++)
    for (let j = 0; j < samples; j++) {
      const [red, green, blue, alpha] = colorAt(column + (i + 0.5) / samples, row + (j + 0.5) / samples);
      [red * alpha, green * alpha, blue * alpha, alpha].forEach((value, channel) => (sum[channel] += value));
    }
  const alpha = sum[3];
  return [
    ...sum.slice(0, 3).map((value) => (alpha === 0 ? 0 : Math.round(value / alpha))),
    Math.round(alpha / samples ** 2),
  ];
};

const chunk = (type, data) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
};

/** The icon as a PNG with transparency. */
export const icon = () => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // Eight bits a channel, red, green, blue and alpha.
  header.set([8, 6], 8);
  const rows = Array.from({ length: size }, (_, row) => [
    0,
    ...Array.from({ length: size }, (_, column) => pixel(column, row)).flat(),
  ]);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};
