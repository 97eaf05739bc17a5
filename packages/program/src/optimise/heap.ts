/** A binary heap: the item that comes first by `before` is taken first. */
export interface Heap<T> {
  push(item: T): void;
  pop(): T | undefined;
}

export const createHeap = <T>(before: (a: T, b: T) => boolean): Heap<T> => {
  const items: T[] = [];
  const swap = (a: number, b: number): void => {
    [items[a], items[b]] = [items[b]!, items[a]!];
  };
  return {
    push: (item) => {
      let index = items.push(item) - 1;
      for (
        let parent = (index - 1) >> 1;
        index > 0 && before(items[index]!, items[parent]!);
        parent = (index - 1) >> 1
      ) {
        swap(index, parent);
        index = parent;
      }
    },
    pop: () => {
      if (items.length === 0) return undefined;
      swap(0, items.length - 1);
      const first = items.pop();
      for (let index = 0; ;) {
        let least = index;
        for (const child of [2 * index + 1, 2 * index + 2]) {
          if (child < items.length && before(items[child]!, items[least]!)) least = child;
        }
        if (least === index) return first;
        swap(index, least);
        index = least;
      }
    },
  };
};
