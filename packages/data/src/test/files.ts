/** Files written by NumPy 2.4.6, for tests. */
const decode = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** savez_compressed(x=arange(6, dtype='<f4').reshape(3, 2) / 2, label=array([0, 1, 2], dtype='<i8')) */
export const compressedArchive = decode(
  'UEsDBC0AAAAIAAAAIQCI4yzh//////////8FABQAeC5ucHkBABAAmAAAAAAAAABXAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loG6TZqKuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GsY6CkaaOgq1CmQDLgYIsGdgaADiA0DM4MDAoOAAAFBLAwQtAAAACAAAACEA90AS6v//////////CQAUAGxhYmVsLm5weQEAEACYAAAAAAAAAEwAAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgbpNpoa6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaxjqaOgq1ChQALgYoYITSTFAaAFBLAQItAy0AAAAIAAAAIQCI4yzhVwAAAJgAAAAFAAAAAAAAAAAAAACAAQAAAAB4Lm5weVBLAQItAy0AAAAIAAAAIQD3QBLqTAAAAJgAAAAJAAAAAAAAAAAAAACAAY4AAABsYWJlbC5ucHlQSwUGAAAAAAIAAgBqAAAAFQEAAAAA',
);

/** savez(a=array([True, False])) */
export const storedArchive = decode(
  'UEsDBC0AAAAAAAAAIQDuGbtd//////////8FABQAYS5ucHkBABAAggAAAAAAAACCAAAAAAAAAJNOVU1QWQEAdgB7J2Rlc2NyJzogJ3xiMScsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgyLCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAQBQSwECLQMtAAAAAAAAACEA7hm7XYIAAACCAAAABQAAAAAAAAAAAAAAgAEAAAAAYS5ucHlQSwUGAAAAAAEAAQAzAAAAuQAAAAAA',
);

/** save(array([[1.5, -2], [3, 4]], dtype='>f8')) */
export const bigEndianArray = decode(
  'k05VTVBZAQB2AHsnZGVzY3InOiAnPmY4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDIpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAo/+AAAAAAAAMAAAAAAAAAAQAgAAAAAAABAEAAAAAAAAA==',
);

/** An IDX file by hand. */
export const idxBytes = (type: number, shape: readonly number[], data: readonly number[]): Uint8Array => {
  const header = new DataView(new ArrayBuffer(4 + 4 * shape.length));
  header.setUint8(2, type);
  header.setUint8(3, shape.length);
  shape.forEach((extent, axis) => header.setUint32(4 + 4 * axis, extent));
  return Uint8Array.from([...new Uint8Array(header.buffer), ...data]);
};
