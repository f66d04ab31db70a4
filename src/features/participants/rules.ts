/** Days for which a device is remembered without coming back. */
export const deviceDays = 400

/**
 * How hard the puzzle is: an ordinary phone solves the first in about a tenth of a second. The more devices an address
 * has opened within the hour, the more each further one costs; nobody behind a shared address is ever shut out.
 */
export function chooseDifficulty(devicesFromAddress: number): number {
  return 20_000 * Math.min(64, 1 + Math.floor(devicesFromAddress / 20))
}

export const codeMinutes = 10
export const codeTries = 5

/** 13800000000 → 138****0000 */
export function maskNumber(number: string): string {
  return `${number.slice(0, 3)}****${number.slice(-4)}`
}
