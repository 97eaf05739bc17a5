import type { Shape } from '@neurite/contract';
import {
  add,
  type Body,
  countedLoop,
  type FunctionReference,
  i32,
  type I32,
  type Local,
  sequence,
  type Statement,
  type V128,
  v128,
  when,
} from '../../encoder/index.js';
import type { Unit } from '../../math/index.js';
import { wordBytes } from '../kernel.js';
import { clear, copyRun } from '../loops.js';
import type { Side } from './winograd-transforms.js';

/** A map on a square of vectors: the side on its columns, then on its rows. Intermediate vectors are kept in locals. */
export const transformSquare = (
  body: Body,
  side: Side,
  extent: number,
  loadAt: (row: number, column: number) => V128,
  storeAt: (row: number, column: number, value: V128) => Statement,
): Statement => {
  const keep = (values: readonly V128[]): { readonly set: Statement; readonly get: readonly V128[] } => {
    const locals = values.map(() => body.local('v128'));
    return {
      set: sequence(...locals.map((local, i) => local.set(values[i]!))),
      get: locals.map((local) => local.get),
    };
  };
  const range = Array.from({ length: extent }, (_, i) => i);
  const columns = range.map((column) => {
    const loaded = keep(range.map((row) => loadAt(row, column)));
    const mapped = keep(side(loaded.get));
    return { set: sequence(loaded.set, mapped.set), get: mapped.get };
  });
  const rows = columns[0]!.get.map((_, row) => side(columns.map(({ get }) => get[row]!)));
  return sequence(
    ...columns.map(({ set }) => set),
    ...rows.flatMap((values, row) => values.map((value, column) => storeAt(row, column, value))),
  );
};

/** A batch of images [batch, height, width, channels] cut into tiles that begin every second row and column. */
export interface Tiling {
  /** The image that tiles are read from, or written to. */
  readonly image: Shape;
  /** How far the first tile begins before the image. */
  readonly before: readonly [number, number];
  /** Tiles along rows and columns of an image. */
  readonly rows: number;
  readonly columns: number;
}

/** Where a tile's 16 elements go: element ξ of a tile, channel by channel. */
export interface TileLayout {
  /** Bytes between elements, between tiles, and between groups of `group` vectors of channels. */
  readonly element: number;
  readonly tile: number;
  readonly group: number;
  readonly groupVectors: 1 | 2;
}

/** [element, tile, channel], as the left operand of a product or its result. */
export const dense = (tiles: number, channels: number): TileLayout => ({
  element: tiles * channels * wordBytes,
  tile: channels * wordBytes,
  group: 16,
  groupVectors: 1,
});
/** [element, channel / 4, tile, 4], as a transposed left operand is rearranged. */
export const blocks = (tiles: number, channels: number): TileLayout => ({
  element: tiles * channels * wordBytes,
  tile: 16,
  group: tiles * 16,
  groupVectors: 1,
});
/** [element, channel / 8, tile, 8], as a right operand is rearranged. */
export const panels = (tiles: number, channels: number): TileLayout => ({
  element: tiles * channels * wordBytes,
  tile: 32,
  group: tiles * 32,
  groupVectors: 2,
});

/** Emits `run` for the channels of one tile; addresses of both ends move along. */
const eachChannelGroup = (
  body: Body,
  channels: number,
  layout: TileLayout,
  imageAt: I32,
  tileAt: I32,
  run: (image: Local<'i32'>, tile: Local<'i32'>, vector: number) => Statement,
): Statement => {
  const [image, tile] = [body.local('i32'), body.local('i32')];
  const width = 4 * layout.groupVectors;
  return sequence(
    image.set(imageAt),
    tile.set(tileAt),
    countedLoop(body, 0, channels, width, () =>
      sequence(
        ...Array.from({ length: layout.groupVectors }, (_, vector) => run(image, tile, vector)),
        add(image, width * wordBytes),
        add(tile, layout.group),
      ),
    ),
  );
};

/** Bytes of the strip of rows that `readTiles` gathers. */
export const stripBytes = ({ image, columns }: Tiling, extent: 2 | 4): number =>
  extent * (2 * columns + extent - 2) * image[3]! * wordBytes;

/**
 * (image, tiles, strip, first): transforms `count` rows of tiles from number `first` on, counted over the whole batch. The image's
 * rows are first copied into a strip with a margin of zeros, so that tiles at the border are like all others.
 */
export const readTiles = (
  unit: Unit,
  tiling: Tiling,
  extent: 2 | 4,
  side: Side,
  layout: TileLayout,
  count: number,
): FunctionReference =>
  unit.shared(`read tiles ${JSON.stringify([tiling, extent, layout, count])}`, () =>
    unit.module.function({ parameters: ['i32', 'i32', 'i32', 'i32'] }, (body) => {
      const [image, tiles, strip, first] = [0, 1, 2, 3].map((i) => body.parameter('i32', i)) as [
        Local<'i32'>,
        Local<'i32'>,
        Local<'i32'>,
        Local<'i32'>,
      ];
      const [, height, width, channels] = tiling.image as unknown as readonly [
        number,
        number,
        number,
        number,
      ];
      const [top, left] = tiling.before;
      const stripWidth = 2 * tiling.columns + extent - 2;
      const stripRow = stripWidth * channels * wordBytes;
      const constant = i32.constant;
      // Columns of the image that the strip shows, and where in the strip they begin.
      const from = Math.max(0, -left);
      const to = Math.max(from, Math.min(width, stripWidth - left));
      const margin = (from + left) * channels * wordBytes;
      const run = (to - from) * channels;

      const [example, y, source, target] = [0, 1, 2, 3].map(() => body.local('i32')) as [
        Local<'i32'>,
        Local<'i32'>,
        Local<'i32'>,
        Local<'i32'>,
      ];
      const fillStrip = (row: Local<'i32'>): Statement =>
        sequence(
          example.set(i32.divU(row.get, constant(tiling.rows))),
          y.set(i32.sub(i32.mul(i32.remU(row.get, constant(tiling.rows)), constant(2)), constant(top))),
          target.set(i32.add(strip.get, constant(margin))),
          countedLoop(body, 0, extent, 1, () =>
            sequence(
              when(
                i32.ltU(y.get, constant(height)),
                sequence(
                  source.set(
                    i32.add(
                      i32.add(image.get, constant(from * channels * wordBytes)),
                      i32.mul(
                        i32.add(i32.mul(example.get, constant(height)), y.get),
                        constant(width * channels * wordBytes),
                      ),
                    ),
                  ),
                  copyRun(body, source, target, run),
                ),
                clear(target, run),
              ),
              add(y, 1),
              add(target, stripRow),
            ),
          ),
        );
      const [tileAt, imageAt] = [body.local('i32'), body.local('i32')];
      const oneTile = eachChannelGroup(body, channels, layout, imageAt.get, tileAt.get, (at, to, vector) =>
        transformSquare(
          body,
          side,
          extent,
          (i, j) => v128.load(at.get, i * stripRow + j * channels * wordBytes + 16 * vector),
          (i, j, value) => v128.store(to.get, value, (4 * i + j) * layout.element + 16 * vector),
        ),
      );
      const last = body.local('i32');
      return sequence(
        clear(strip, extent * stripWidth * channels),
        tileAt.set(tiles.get),
        last.set(i32.add(first.get, constant(count))),
        countedLoop(body, first.get, last.get, 1, (row) =>
          sequence(
            fillStrip(row),
            imageAt.set(strip.get),
            countedLoop(body, 0, tiling.columns, 1, () =>
              sequence(oneTile, add(tileAt, layout.tile), add(imageAt, 2 * channels * wordBytes)),
            ),
          ),
        ),
      );
    }),
  );

/** (tiles, image, first): the results of `count` rows of tiles, written to the image; what reaches beyond it is dropped. */
export const writeTiles = (
  unit: Unit,
  tiling: Tiling,
  side: Side,
  layout: TileLayout,
  count: number,
): FunctionReference =>
  unit.shared(`write tiles ${JSON.stringify([tiling, layout, count])}`, () =>
    unit.module.function({ parameters: ['i32', 'i32', 'i32'] }, (body) => {
      const [tiles, image, first] = [0, 1, 2].map((i) => body.parameter('i32', i)) as [
        Local<'i32'>,
        Local<'i32'>,
        Local<'i32'>,
      ];
      const [, height, width, channels] = tiling.image as unknown as readonly [
        number,
        number,
        number,
        number,
      ];
      const constant = i32.constant;
      const rowBytes = width * channels * wordBytes;
      const [tileAt, imageAt, y, last] = [0, 1, 2, 3].map(() => body.local('i32')) as [
        Local<'i32'>,
        Local<'i32'>,
        Local<'i32'>,
        Local<'i32'>,
      ];
      const hasSecondRow = height % 2 === 0 ? constant(1) : i32.ltS(y.get, constant(height - 1));
      const oneTile = (resultColumns: number): Statement =>
        eachChannelGroup(body, channels, layout, imageAt.get, tileAt.get, (at, from, vector) =>
          transformSquare(
            body,
            side,
            4,
            (i, j) => v128.load(from.get, (4 * i + j) * layout.element + 16 * vector),
            (i, j, value) => {
              if (j >= resultColumns) return sequence();
              const store = v128.store(at.get, value, i * rowBytes + j * channels * wordBytes + 16 * vector);
              return i === 0 ? store : when(hasSecondRow, store);
            },
          ),
        );
      const moved = (columns: number): Statement =>
        sequence(oneTile(columns), add(tileAt, layout.tile), add(imageAt, columns * channels * wordBytes));
      return sequence(
        tileAt.set(tiles.get),
        last.set(i32.add(first.get, constant(count))),
        countedLoop(body, first.get, last.get, 1, (row) =>
          sequence(
            y.set(i32.mul(i32.remU(row.get, constant(tiling.rows)), constant(2))),
            imageAt.set(
              i32.add(
                image.get,
                i32.mul(
                  i32.add(i32.mul(i32.divU(row.get, constant(tiling.rows)), constant(height)), y.get),
                  constant(rowBytes),
                ),
              ),
            ),
            countedLoop(body, 0, Math.floor(width / 2), 1, () => moved(2)),
            width % 2 === 0 ? sequence() : moved(1),
          ),
        ),
      );
    }),
  );
