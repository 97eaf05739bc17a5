/** Text as it may stand in HTML and SVG. */
export const escapeText = (text: string): string =>
  text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** A number for people: 0.0123, 1.85, 12,345, 3.1e-7. */
export const formatNumber = (value: number): string => {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) return value.toExponential(1);
  if (Number.isInteger(value)) return grouped(value);
  return size >= 1000 ? grouped(Math.round(value)) : String(Number(value.toPrecision(4)));
};

const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

/** 97.30 %: as many digits for every score, so that columns line up. */
export const formatPercent = (value: number): string =>
  Number.isFinite(value) ? `${(value * 100).toFixed(2)} %` : String(value);

/** 95 %: as few digits as will do, for an axis. */
export const shortPercent = (value: number): string => `${Number((value * 100).toPrecision(4))} %`;

/** 850 ms, 12.5 s, 3 min 20 s, 2 h 5 min. */
export const formatSeconds = (seconds: number): string => {
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 60) return `${Number(seconds.toPrecision(3))} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.round(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};
