/**
 * The number of a random stream: a 32-bit hash of its path, as int32. FNV-1a over UTF-16 units, then MurmurHash3's
 * finalizer, so that paths that differ in one letter have unlike streams.
 *
 * @example streamOf('encoder.dropout/mask')
 */
export const streamOf = (path: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < path.length; i++) {
    const unit = path.charCodeAt(i);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
};
